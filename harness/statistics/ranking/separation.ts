import { InputError } from '../../numeric/input-error.ts';
import { midranks } from '../../numeric/midranks.ts';
import { mean } from '../../numeric/moments.ts';

/** Ratings of one unit's cases with a signal, and of those without. */
export interface RatedUnit {
  readonly present: readonly number[];
  readonly absent: readonly number[];
}

/** How well ratings separate the cases, unit by unit: the mean over units is the figure. */
export interface Separation {
  readonly auc: Float64Array;
  readonly detectability: Float64Array;
}

/**
 * The area under the ROC curve (the Mann-Whitney share, ties counted half) and d' = (m1 - m0) / sqrt((v1 + v0) / 2) as
 * pseudo-values of the units. A unit's is the figure and its own influence upon it: for the area the mean placement of
 * its cases with a signal, and of those without, each less the area, so that the variance of the mean is that of
 * DeLong, DeLong and Clarke-Pearson (1988), and of Obuchowski (1997) where a unit has several cases of a class. For d'
 * it is the delta method's: means, and variances over all cases of a class, move with the unit.
 * @throws InputError where there are fewer than two cases of a class, or no rating differs within one
 */
export function separation(where: string, units: readonly RatedUnit[]): Separation {
  const [present, absent] = [units.map((unit) => unit.present), units.map((unit) => unit.absent)];
  const [p, q] = [present.flat(), absent.flat()];
  const [m1, m0] = [mean(p), mean(q)];
  const [apart1, apart0] = [squares(p, m1), squares(q, m0)];
  const variance = (mean(apart1) + mean(apart0)) / 2;
  if (!(variance > 0)) {
    throw new InputError({
      where,
      expected: 'ratings of two cases or more with a signal, and without, which differ',
      got: `${p.length} with and ${q.length} without, of mean variance ${variance}`,
      remedy: 'give more images, or fewer readers',
    });
  }
  const ranks = midranks(Float64Array.from([...p, ...q])).ranks;
  const within = [p, q].map((own) => midranks(Float64Array.from(own)).ranks);
  const placed1 = p.map((_, i) => (ranks[i] - within[0][i]) / q.length);
  const placed0 = q.map((_, i) => 1 - (ranks[p.length + i] - within[1][i]) / p.length);
  const auc = mean(placed1);
  const s = Math.sqrt(variance);
  const d = (m1 - m0) / s;
  return {
    auc: sum(influences(placed1, present), influences(placed0, absent)).map((own) => auc + own),
    detectability: sum(
      influences(
        p.map((x, i) => (x - m1) / s - (d * (apart1[i] - mean(apart1))) / (4 * variance)),
        present,
      ),
      influences(
        q.map((x, i) => (m0 - x) / s - (d * (apart0[i] - mean(apart0))) / (4 * variance)),
        absent,
      ),
    ).map((own) => d + own),
  };
}

/** Squared distances from the mean, whose own mean is the sample's variance. */
function squares(values: readonly number[], centre: number): readonly number[] {
  const n = values.length;
  return values.map((x) => ((x - centre) ** 2 * n) / (n - 1));
}

/** How far each unit moves the mean over all cases: units times its cases' sum of distances from it, over all cases. */
function influences(values: readonly number[], owners: readonly (readonly number[])[]): Float64Array {
  const centre = mean(values);
  let at = 0;
  return Float64Array.from(owners, (own) => {
    let apart = 0;
    for (let i = 0; i < own.length; i++) apart += values[at++] - centre;
    return (owners.length * apart) / values.length;
  });
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]);
}
