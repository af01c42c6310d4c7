import { asks } from '../claims/asks.ts';
import type { Check } from '../claims/claim.ts';
import type { Cell } from '../pipeline/cell.ts';
import type { ExperimentPlan } from '../pipeline/plan/experiment.ts';
import { valuesBehind } from '../pipeline/values-behind.ts';
import { figureReads } from '../report/figure-reads.ts';

/**
 * The cells of a plan that would be computed for nothing: no criterion asks, no figure draws and no panel shows what
 * comes of them.
 * @param checks those of the experiment in the plan's tier
 */
export function unreadCells(
  { experiment, cells, computed }: ExperimentPlan,
  checks: readonly Pick<Check, 'criteria'>[],
): readonly Cell[] {
  const figures = experiment.figures.map(figureReads);
  const criteria = checks.flatMap((check) => check.criteria);
  const read = new Set<string>();
  for (const { statistic, group } of computed) {
    const asked = criteria.some((criterion) => asks(criterion, statistic, group));
    if (!asked && !figures.some((figure) => figure.statistic(statistic, group))) continue;
    const declared = experiment.statistics.find(({ id }) => id === statistic)!;
    const where = `experiments/${experiment.id}.json: statistic ${statistic}`;
    for (const { cell } of valuesBehind(declared, group, cells, where)) read.add(cell.id);
  }
  const shown = ({ levels }: Cell) =>
    figures.some((figure) => figure.cell(levels)) ||
    experiment.panels.some((panel) => panel.cells.some((cell) => fits(levels, cell)));
  return cells.filter((cell) => !read.has(cell.id) && !shown(cell));
}

function fits(levels: Readonly<Record<string, string>>, asked: Readonly<Record<string, string>>): boolean {
  return Object.entries(asked).every(([factor, level]) => levels[factor] === level);
}
