import { InputError } from '../numeric/input-error.ts';
import type { ClusterOf } from './pairing.ts';

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
  const members = new Map<string, number[]>();
  clusters.forEach((cluster, i) => {
    const known = members.get(cluster);
    if (known) known.push(i);
    else members.set(cluster, [i]);
  });
  return [...members.values()];
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
