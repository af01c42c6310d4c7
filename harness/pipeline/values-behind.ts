import { type Cell, cellWith } from './cell.ts';
import type { StatisticDeclaration, Term } from './experiment.ts';
import { cellLevels } from './grouping-level.ts';

/** A score of a cell. */
export interface CellScore {
  readonly cell: Cell;
  /** With the part of it that is taken: `subbands/HH1`. */
  readonly score: string;
}

/** The scores of cells that a group of a statistic is computed from. @throws InputError where a term fits no cell */
export function valuesBehind(
  { x, y, points }: Pick<StatisticDeclaration, 'x' | 'y' | 'points'>,
  group: Readonly<Record<string, string>>,
  cells: readonly Cell[],
  where: string,
): readonly CellScore[] {
  const terms: readonly Term[] = [
    ...(x ?? []),
    ...(y ?? []),
    ...(points ?? []).flatMap(({ at, terms: own }) => [...(typeof at === 'number' ? [] : at), ...own]),
  ];
  const levels = cellLevels(group);
  return terms.map(({ cell, score }) => ({ cell: cellWith(cells, { ...levels, ...cell }, where), score }));
}
