import { indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import { percentileInterval } from './bootstrap-interval.ts';
import { clusterSizes, clusterSums, drawnUnits, labelsOf } from './clustering.ts';
import { intervalLevel } from './interval-level.ts';
import type { Observations, Sample } from './procedure.ts';
import { resampledClusterMeans } from './resampling.ts';

/** What choosing the point with the greatest x costs in y. */
export interface Screening {
  /** The point with the greatest x. */
  readonly chosen: string;
  /** The point with the greatest y. */
  readonly best: string;
  /** y of the best less y of the chosen: 0 where they are one. */
  readonly regret: Cost;
  /** The same of the point with the least x: where it is small, any choice would do, and none proves anything. */
  readonly stake: Cost;
  /** Share of the resamples in which the chosen is the best. */
  readonly hitRate: number | null;
}

interface Cost {
  readonly value: number;
  /** Percentile interval of subjects drawn with replacement; null where nothing stands behind the points. */
  readonly ci95: readonly [low: number, high: number] | null;
}

/** Ties go to the least id, so that the order of the points does not matter. */
export function screen({ ids, x, y, behind }: Sample, resamples: number, seed: number): Screening {
  const found = costs(ids, x, y!);
  const head = { chosen: ids[found.chosen], best: ids[found.best] };
  if (!behind) {
    const [regret, stake] = [found.regret, found.stake].map((value) => ({ value, ci95: null }));
    return { ...head, regret, stake, hitRate: null };
  }
  const xs = resampledPoints(behind, 'x', resamples, seed);
  const ys = resampledPoints(behind, 'y', resamples, seed);
  const drawn = Array.from({ length: resamples }, (_, r) => {
    const at = (columns: readonly Float64Array[]) => Float64Array.from(columns, (column) => column[r]);
    return costs(ids, at(xs), at(ys));
  });
  const cost = (name: 'regret' | 'stake') => ({
    value: found[name],
    ci95: percentileInterval(Float64Array.from(drawn, (each) => each[name]).sort(), intervalLevel()),
  });
  const hits = drawn.filter(({ regret }) => regret === 0).length;
  return { ...head, regret: cost('regret'), stake: cost('stake'), hitRate: hits / resamples };
}

function costs(ids: readonly string[], x: Float64Array, y: Float64Array) {
  const [chosen, best] = [greatest(ids, x), greatest(ids, y)];
  const least = greatest(
    ids,
    x.map((value) => -value),
  );
  return { chosen, best, regret: y[best] - y[chosen], stake: y[best] - y[least] };
}

function greatest(ids: readonly string[], values: Float64Array): number {
  return values.reduce((top, value, i) => {
    if (value !== values[top]) return value > values[top] ? i : top;
    return ids[i] < ids[top] ? i : top;
  }, 0);
}

/** The means behind each point over subjects (or the images of a single one) drawn with replacement, the same draws for every point and column. */
export function resampledPoints(
  behind: Observations,
  column: 'x' | 'y',
  resamples: number,
  seed: number,
): readonly Float64Array[] {
  const groups = drawnUnits(labelsOf(behind.clusters));
  const sizes = clusterSizes(groups);
  return behind[column].map((values) => {
    const sums = clusterSums(values, groups);
    const replicates = new Float64Array(resamples);
    resampledClusterMeans({ sums, sizes }, indexSource(stream(seed, 'screening')), replicates);
    return replicates;
  });
}
