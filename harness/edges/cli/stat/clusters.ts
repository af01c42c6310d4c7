import type { ClusterOf } from '../../../statistics/pairing.ts';
import type { TableSample } from './table-sample.ts';

/**
 * The subject of an id: by pattern, as the files name it, or each its own.
 * @throws InputError for an impossible pattern, and where two files say other subjects of one id.
 */
export async function clustersOf(
  tables: readonly (Pick<TableSample, 'ids' | 'subjects'> & { readonly name: string })[],
  { cluster }: { readonly cluster?: string },
): Promise<ClusterOf> {
  const { clustering, unclustered } = await import('../../../statistics/clustering.ts');
  if (cluster !== undefined) return clustering(cluster);
  if (tables.every(({ subjects }) => subjects === undefined)) return unclustered;
  const { subjectsBy } = await import('../../../record/scores/subject-pattern.ts');
  const named = subjectsBy(tables);
  return (id) => named.get(id) ?? id;
}
