import { midranks } from '../../numeric/midranks.ts';
import { logNormalTail, normalQuantile } from '../../numeric/normal.ts';
import { holm } from '../adjustment.ts';
import { clusterSums, type Labels, labelsOf } from '../clustering.ts';
import { assertEnough, assertFiniteValues } from '../differences.ts';
import type { Estimate } from '../estimate.ts';
import { intervalLevel } from '../interval-level.ts';
import { areaInterval } from './area-interval.ts';

/** Several scores of the same cases, and which cases are positive. */
export interface ScoredCases {
  readonly names: readonly string[];
  readonly ids: readonly string[];
  /** Subject of each case. */
  readonly clusters: readonly string[];
  /** 1 where a case is positive, else 0. */
  readonly truth: Float64Array;
  /** Of each score, a value a case; the higher, the more positive. */
  readonly values: readonly Float64Array[];
}

/** The area under one score's ROC curve. */
export interface Area extends Estimate {
  readonly name: string;
  readonly standardError: number;
}

/** Two areas under ROC curves of the same cases, and their difference, the first's less the second's. */
export interface AreaPair {
  readonly first: string;
  readonly second: string;
  readonly difference: Estimate & { readonly standardError: number };
  /** Null, with p, where the difference has no variance: both separate the cases alike, or without a fault. */
  readonly z: number | null;
  readonly p: number | null;
  /** p adjusted by Holm for all pairs that have one. */
  readonly holm: number | null;
}

/** Areas under ROC curves of the same cases. */
export interface Areas {
  readonly positives: number;
  readonly negatives: number;
  readonly subjects: number;
  readonly areas: readonly Area[];
  readonly pairs: readonly AreaPair[];
}

/**
 * Areas under the ROC curves of scores of the same cases, and all differences, with the covariances of DeLong, DeLong
 * and Clarke-Pearson (1988); where subjects repeat, with those of Obuchowski (1997), which are the same where none
 * does. Intervals and p are normal; those of areas are cut to [0, 1], and exact where scores separate without a fault.
 * @throws InputError for columns of different lengths, a value that is not finite, or fewer than two subjects with
 *   positive, or with negative, cases.
 */
export function areasUnderCurves(cases: ScoredCases): Areas {
  const { names, ids, truth, values } = cases;
  for (const [j, own] of values.entries()) assertFiniteValues(`ROC curve of ${names[j]}`, own, ids);
  const sides = sidesOf(cases);
  const parts = values.map((own) => placements(own, truth, sides));
  const z = normalQuantile((1 + intervalLevel()) / 2);
  const covariance = (i: number, j: number) => covarianceOf(parts[i], parts[j], sides);
  const { positive, negative, subjects } = sides;
  const apart = Math.min(positive.subjects, negative.subjects, Math.floor(subjects / 2));
  const areas = parts.map(({ area }, j): Area => {
    const standardError = Math.sqrt(covariance(j, j));
    return { name: names[j], value: area, standardError, ci95: areaInterval(area, standardError, apart) };
  });
  const compared = pairsOf(names.length).map(([i, j]) => {
    const value = parts[i].area - parts[j].area;
    const variance = covariance(i, i) + covariance(j, j) - 2 * covariance(i, j);
    const scale = covariance(i, i) + covariance(j, j);
    const standardError = Math.sqrt(Math.max(0, variance));
    // Columns that order the cases alike differ by rounding alone.
    const score = variance > 1e-12 * scale && standardError > 0 ? value / standardError : null;
    return {
      first: names[i],
      second: names[j],
      difference: {
        value,
        standardError,
        ci95: [value - z * standardError, value + z * standardError] as const,
      },
      z: score,
      p: score === null ? null : Math.exp(Math.min(0, Math.LN2 + logNormalTail(Math.abs(score)))),
    };
  });
  const known = compared.flatMap(({ p }) => (p === null ? [] : [p]));
  const adjusted = holm(known).values();
  return {
    positives: sides.positive.total,
    negatives: sides.negative.total,
    subjects: sides.subjects,
    areas,
    pairs: compared.map((pair) => ({ ...pair, holm: pair.p === null ? null : adjusted.next().value! })),
  };
}

/** The cases of one truth: how many, and of how many subjects. */
interface Side {
  readonly total: number;
  readonly subjects: number;
}

interface Sides {
  readonly labels: Labels;
  readonly subjects: number;
  readonly positive: Side;
  readonly negative: Side;
}

function sidesOf({ clusters, truth }: ScoredCases): Sides {
  const labels = labelsOf(clusters);
  const of = (mark: 0 | 1): Side => {
    const sizes = clusterSums(
      truth.map((own) => (own === mark ? 1 : 0)),
      labels,
    );
    const subjects = sizes.filter((size) => size > 0).length;
    assertEnough(`ROC curves: subjects with ${mark === 1 ? 'positive' : 'negative'} cases`, subjects, 2);
    return { total: sizes.reduce((sum, size) => sum + size, 0), subjects };
  };
  return { labels, subjects: labels.names.length, positive: of(1), negative: of(0) };
}

/** An area, and by subject the sums of how far its cases' placements are above it. */
interface Placements {
  readonly area: number;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** A case's placement is the share of cases of the other truth that it is on the right side of (Sun and Xu 2014). */
function placements(
  values: Float64Array,
  truth: Float64Array,
  { labels, positive, negative }: Sides,
): Placements {
  const all = midranks(values).ranks;
  const own = [0, 1].map((mark) => midranks(values.filter((_, i) => truth[i] === mark)).ranks);
  const at = [0, 0];
  const placed = values.map((_, i) => {
    const mark = truth[i];
    const lower = all[i] - own[mark][at[mark]++];
    return mark === 1 ? lower / negative.total : 1 - lower / positive.total;
  });
  const area = placed.reduce((sum, share, i) => sum + truth[i] * share, 0) / positive.total;
  const sums = (mark: 0 | 1) =>
    clusterSums(
      placed.map((share, i) => (truth[i] === mark ? share - area : 0)),
      labels,
    );
  return { area, positive: sums(1), negative: sums(0) };
}

/** Obuchowski's covariance of two areas; without repeated subjects its last two terms are 0 and it is DeLong's. */
function covarianceOf(a: Placements, b: Placements, { positive, negative, subjects }: Sides): number {
  const product = (first: Float64Array, second: Float64Array, groups: number) => {
    let sum = 0;
    for (let c = 0; c < first.length; c++) sum += first[c] * second[c];
    return (groups / (groups - 1)) * sum;
  };
  const [m, n] = [positive.total, negative.total];
  return (
    product(a.positive, b.positive, positive.subjects) / m ** 2 +
    product(a.negative, b.negative, negative.subjects) / n ** 2 +
    (product(a.positive, b.negative, subjects) + product(b.positive, a.negative, subjects)) / (m * n)
  );
}

function pairsOf(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    Array.from({ length: count - 1 - i }, (_, step) => [i, i + 1 + step] as const),
  );
}
