import type { CheckDeclaration } from '../../check.ts';
import { groupBy } from '../group-by.ts';
import type { ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';

/** A column of ranks beside one column of values of which it is known which way is better. */
export function draftRanks({ printed, figures, columns, rows }: ReadTable): Draft {
  const values = figures.filter(({ role, measure }) => role === 'value' && measure !== undefined);
  const scopes = groupBy(values, ({ row, column }) => `${columns[column]!.scope}\n${rows[row].scope}`);
  const checks = [...scopes.values()].flatMap((own): CheckDeclaration[] => {
    const ranks = own.filter(({ measure }) => measure!.name === 'rank');
    const ranked = own.filter(({ measure }) => measure!.better !== undefined);
    const better = ranked[0]?.measure?.better;
    const lines = new Set(ranked.map(({ column }) => column));
    const pairs = ranks.flatMap((rank) => {
      const value = ranked.find(({ row }) => row === rank.row);
      return value ? [{ rank, value }] : [];
    });
    if (lines.size !== 1 || better === undefined || pairs.length < 2) return [];
    return [
      {
        id: `${pairs[0].rank.id}-order`,
        rule: 'rank-order',
        statement: `The ranks in ${printed.title} are those of ${columns[pairs[0].value.column]!.label}.`,
        presumes: `the ranks are of the column beside them, and ${better} is better`,
        with: {
          values: pairs.map(({ value }) => value.id),
          ranks: pairs.map(({ rank }) => rank.id),
          better,
        },
      },
    ];
  });
  return { checks, notes: [] };
}
