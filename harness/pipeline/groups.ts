import type { Cell } from './cell.ts';
import type { StatisticDeclaration } from './experiment.ts';

/** The levels by factor of each group that a statistic is computed for. */
export function groupsOf(
  { by, where = {} }: Pick<StatisticDeclaration, 'by' | 'where'>,
  cells: readonly Pick<Cell, 'levels'>[],
): readonly Readonly<Record<string, string>>[] {
  const groups = new Map<string, Record<string, string>>();
  const limits = Object.entries(where);
  for (const { levels } of cells) {
    if (!by.every((factor) => factor in levels)) continue;
    if (!limits.every(([factor, allowed]) => allowed.includes(levels[factor]!))) continue;
    const group = Object.fromEntries(by.map((factor) => [factor, levels[factor]!]));
    groups.set(JSON.stringify(group), group);
  }
  return [...groups.values()];
}
