import { InputError } from '../numeric/input-error.ts';
import type { ClusterOf } from './pairing.ts';
import type { Sample } from './procedure.ts';

/** Every id its own cluster: nothing repeats. */
export const unclustered: ClusterOf = (id) => id;

/**
 * Clusters ids by the first capture group of a pattern, such as `^patient(\d+)_` for images of a subject.
 * The returned function throws an InputError for an id that the pattern does not match.
 * @throws InputError when the pattern is no regular expression or has no group.
 */
export function clustering(pattern: string): ClusterOf {
  const regex = compile(pattern);
  return (id) => {
    const subject = regex.exec(id)?.[1];
    if (subject !== undefined) return subject;
    throw new InputError({
      where: `cluster pattern ${pattern}`,
      expected: 'a match, with a group, in every id',
      got: `id ${id}`,
      remedy: 'widen the pattern or leave the id out',
    });
  };
}

/** The positions of each cluster's members, clusters in order of first appearance. */
export function membersOf(clusters: readonly string[]): readonly (readonly number[])[] {
  const { of, names } = labelsOf(clusters);
  const members: number[][] = names.map(() => []);
  for (let i = 0; i < of.length; i++) members[of[i]].push(i);
  return members;
}

/** Clusters as numbers, in order of first appearance. */
export interface Labels {
  /** The number of each observation's cluster. */
  readonly of: Int32Array;
  readonly names: readonly string[];
}

/** Numbers clusters. */
export function labelsOf(clusters: readonly string[]): Labels {
  const numbers = new Map<string, number>();
  const of = new Int32Array(clusters.length);
  const names: string[] = [];
  for (let i = 0; i < clusters.length; i++) {
    const cluster = clusters[i];
    let number = numbers.get(cluster);
    if (number === undefined) {
      number = names.length;
      numbers.set(cluster, number);
      names.push(cluster);
    }
    of[i] = number;
  }
  return { of, names };
}

/** Whether nothing repeats: clusters are then the ids, and need not be counted. */
function areAlone({ ids, clusters }: Pick<Sample, 'ids' | 'clusters'>): boolean {
  return clusters === ids || clusters.every((cluster, i) => cluster === ids[i]);
}

/** Clusters of a sample as numbers; where nothing repeats, without counting. */
export function groupsOf(sample: Pick<Sample, 'ids' | 'clusters'>): Labels {
  return areAlone(sample) ? eachAlone(sample.ids) : labelsOf(sample.clusters);
}

/**
 * What a bootstrap draws: clusters, or the observations of the one cluster where there is no other, which drawn again
 * and again would give an interval without width.
 */
export function drawnUnits(groups: Labels): Labels {
  return groups.names.length > 1 ? groups : eachAlone(Array.from(groups.of, (_, i) => String(i)));
}

/** The sums of each cluster's values, with Neumaier's compensation as in `sum`. */
export function clusterSums(values: Float64Array, { of, names }: Labels): Float64Array {
  const [totals, lost] = [new Float64Array(names.length), new Float64Array(names.length)];
  for (let i = 0; i < values.length; i++) {
    const [g, value] = [of[i], values[i]];
    const [total, next] = [totals[g], totals[g] + value];
    lost[g] += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    totals[g] = next;
  }
  for (let g = 0; g < totals.length; g++) totals[g] += lost[g];
  return totals;
}

/** The number of members of each cluster. */
export function clusterSizes({ of, names }: Labels): Float64Array {
  const sizes = new Float64Array(names.length);
  for (let i = 0; i < of.length; i++) sizes[of[i]]++;
  return sizes;
}

/** The number of clusters. */
export function clusterCount(sample: Pick<Sample, 'ids' | 'clusters'>): number {
  return areAlone(sample) ? sample.ids.length : new Set(sample.clusters).size;
}

/** Every observation a cluster of its own, by its id. */
export function eachAlone(ids: readonly string[]): Labels {
  const of = new Int32Array(ids.length);
  for (let i = 0; i < of.length; i++) of[i] = i;
  return { of, names: ids };
}

function compile(pattern: string): RegExp {
  let regex: RegExp | undefined;
  try {
    regex = new RegExp(pattern);
  } catch {
    regex = undefined;
  }
  // An alternative that always matches shows how many groups the pattern has.
  const groups = regex ? new RegExp(`${pattern}|`).exec('')!.length - 1 : 0;
  if (regex && groups > 0) return regex;
  throw new InputError({
    where: 'cluster pattern',
    expected: 'a regular expression with one group for the subject, such as ^patient(\\d+)_',
    got: JSON.stringify(pattern),
    remedy: 'put parentheses around the part that names the subject',
  });
}
