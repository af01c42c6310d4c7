import type { TableSample } from './table-sample.ts';

/** The subject of each row: by pattern, by a column, or each its own. @throws InputError for an impossible pattern. */
export async function clustersOf(
  { ids, subjects }: TableSample,
  { cluster }: { readonly cluster?: string },
): Promise<readonly string[]> {
  if (cluster === undefined && subjects) return subjects;
  const { clustering, unclustered } = await import('../../../statistics/clustering.ts');
  return ids.map(cluster === undefined ? unclustered : clustering(cluster));
}
