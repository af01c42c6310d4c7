import { clustering, unclustered } from '../../statistics/clustering.ts';
import type { ClusterOf } from '../../statistics/pairing.ts';
import type { ScoreSet } from './score-set.ts';

/**
 * The subject of each id: by the caller's pattern; nothing repeats for `none`; unless told, as the arms name it, or by
 * a trailing slice number (`_z07`, `-s3`, `_slice12`) where that makes some subject repeat.
 */
export function subjectsOf(pattern: string | undefined, arms: readonly ScoreSet[]): ClusterOf {
  if (pattern === 'none') return unclustered;
  if (pattern !== undefined) return clustering(pattern);
  if (arms.every(({ subjects }) => subjects !== undefined)) {
    const named = new Map(arms.flatMap(({ ids, subjects }) => ids.map((id, i) => [id, subjects![i]])));
    return (id) => named.get(id) ?? id;
  }
  const bySlice: ClusterOf = (id) => id.replace(/[_-](?:z|s|sl|slice)_?\d+$/i, '');
  const { ids } = arms[0];
  return new Set(ids.map(bySlice)).size < ids.length ? bySlice : unclustered;
}
