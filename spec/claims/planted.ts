import { applyCheck } from '../../harness/claims/apply-check.ts';
import type { Check } from '../../harness/claims/claim.ts';
import { readClaims, readExperiments } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { matchesPattern } from '../../harness/language/matches-pattern.ts';
import { type Cell, cellsOf } from '../../harness/pipeline/cell.ts';
import { computeStatistics } from '../../harness/pipeline/compute-statistics.ts';
import type { Experiment, StatisticDeclaration } from '../../harness/pipeline/experiment.ts';
import { groupsOf } from '../../harness/pipeline/groups.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { statisticUnits } from '../../harness/pipeline/statistic-units.ts';

export const workspace = workspaceAt(undefined, {});

export const { items: claims } = readClaims(workspace);
/** The experiments with a tenth of the draws behind their means: what is planted is as clear with these. */
export const experiments = readExperiments(workspace).items.map(
  (experiment): Experiment => ({
    ...experiment,
    statistics: experiment.statistics.map((statistic) =>
      statistic.procedure === 'bootstrap'
        ? { ...statistic, options: { ...statistic.options, resamples: 1000 } }
        : statistic,
    ),
  }),
);

/** The experiment that a check asks. */
export function experimentOf(check: Check): Experiment {
  return experiments.find(({ id }) => id === check.experiment)!;
}

/** Rows of planted scores: sample i of every cell is the same sample, each of a subject of its own. */
export function rowsOf(
  cells: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>,
): readonly Row[] {
  return Object.entries(cells).flatMap(([cell, scores]) =>
    Object.entries(scores).flatMap(([score, values]) =>
      values.map((value, i) => ({ cell, sample: `s${i}`, subject: `s${i}`, score, value })),
    ),
  );
}

/** The cells of an experiment that have rows. */
export function cellsIn(experiment: Experiment, rows: readonly Row[]): readonly Cell[] {
  const planted = new Set(rows.map(({ cell }) => cell));
  const datasets = [...new Set([...planted].map((cell) => cell.split('/')[0]!))];
  return cellsOf(experiment, datasets).filter(({ id }) => planted.has(id));
}

/** What a check decides on planted rows, through the statistics of its experiment. */
export function decide(check: Check, rows: readonly Row[]) {
  const experiment = experimentOf(check);
  const cells = cellsIn(experiment, rows);
  const used = experiment.statistics.filter(({ id }) =>
    check.criteria.some(({ statistic }) => matchesPattern(statistic, id)),
  );
  const grouped = used.map((statistic) => ({
    ...statistic,
    groups: groupsOf(statistic, cells).filter((group) => isPlanted(statistic, group, cells)),
    units: statisticUnits(statistic, experiment.scores, statistic.id),
  }));
  return applyCheck(check, computeStatistics(grouped, cells, rows, 42, 'binary'), check.experiment);
}

/** Whether every score that a statistic takes in a group has a planted cell. */
function isPlanted(
  { x = [], y = [], points = [] }: StatisticDeclaration,
  group: Readonly<Record<string, string>>,
  cells: readonly Cell[],
): boolean {
  const abscissae = points.flatMap(({ at }) => (typeof at === 'number' ? [] : at));
  const terms = [...x, ...y, ...abscissae, ...points.flatMap((point) => point.terms)];
  return terms.every(({ cell: levels }) =>
    cells.some((cell) =>
      Object.entries({ ...group, ...levels }).every(([factor, level]) => cell.levels[factor] === level),
    ),
  );
}
