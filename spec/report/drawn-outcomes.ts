import { readExperiments } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { type Cell, cellsOf } from '../../harness/pipeline/cell.ts';
import { computeStatistics } from '../../harness/pipeline/compute-statistics.ts';
import type { Experiment } from '../../harness/pipeline/experiment.ts';
import { groupingLevel } from '../../harness/pipeline/grouping-level.ts';
import { groupsOf } from '../../harness/pipeline/groups.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { statisticUnits } from '../../harness/pipeline/statistic-units.ts';
import type { ExperimentOutcome } from '../../harness/report/experiment-outcome.ts';
import type { TrainingCurve } from '../../harness/report/kinds/figure-source.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';

/** The experiments as they are declared. */
export const declaredExperiments: readonly Experiment[] = readExperiments(workspaceAt(undefined, {})).items;

const main = ['knee', 'brain', 'chest'];
const images = 8;

/** What an experiment gives on drawn scores: eight images of each data set, of four subjects for brain. */
export function drawnOutcome(experiment: Experiment): ExperimentOutcome {
  const cells = cellsOf(experiment, main);
  const answers = new Set(
    experiment.statistics
      .filter(({ procedure, options }) => procedure === 'share' && !('above' in options))
      .flatMap(({ x = [] }) => x.map(({ score }) => score)),
  );
  const rows = cells.flatMap((cell) =>
    scoresOf(experiment).flatMap((score) =>
      drawnRows(cell, score).map((row) =>
        answers.has(score) ? { ...row, value: Number(row.value > 0.25) } : row,
      ),
    ),
  );
  const statistics = experiment.statistics.map((statistic) => {
    const quick = 'resamples' in procedureNamed(statistic.procedure).options && { resamples: 200 };
    const { by } = statistic;
    const inGroups = by.includes(groupingLevel);
    const groups = groupsOf({ ...statistic, by: by.filter((each) => each !== groupingLevel) }, cells);
    return {
      ...statistic,
      options: { ...statistic.options, ...quick, ...(inGroups && { least: 2 }) },
      groups: groups.map((group) => (inGroups ? { ...group, [groupingLevel]: 'halves' } : group)),
      ...(inGroups && { groupings: groups.map(() => drawnHalves) }),
      units: statisticUnits(statistic, experiment.scores, statistic.id),
    };
  });
  return {
    experiment,
    cells,
    rows,
    statistics: computeStatistics(statistics, cells, rows, 42, 'binary'),
    panels: [],
    curves: drawnCurves,
    missing: [],
    absent: [],
    failures: [],
    reach: [],
  };
}

/** The subjects of the brain, by turns in two groups. */
const drawnHalves = {
  names: ['even', 'odd'],
  groupOf: Object.fromEntries([0, 1, 2, 3].map((i) => [`brain-${i}`, i % 2])),
  among: 1,
};

const drawnCurves: readonly TrainingCurve[] = (['medical', 'natural'] as const).flatMap((name, i) =>
  (['autoencoder', 'denoiser'] as const).map((network) => ({
    network,
    name: network === 'autoencoder' ? `${name}, seed 0` : `x0 of phantom-knee ${name}, seeds 0 0`,
    stride: 10,
    losses: Array.from({ length: 150 }, (_, step) => (0.4 + 0.1 * i) / (1 + step / 10) + 0.01),
  })),
);

function scoresOf({ statistics, scores }: Experiment): readonly string[] {
  const terms = statistics.flatMap(({ x = [], y = [], points = [] }) => [
    ...x,
    ...y,
    ...points.flatMap((point) => [...(typeof point.at === 'number' ? [] : point.at), ...point.terms]),
  ]);
  const bins = scores
    .filter(({ metric }) => metric === 'power-spectrum')
    .flatMap(({ id }) => Array.from({ length: 10 }, (_, bin) => `${id}/${bin}`));
  return [...new Set([...terms.map(({ score }) => score), ...bins])];
}

function drawnRows({ id: cell, dataset, levels }: Cell, score: string): readonly Row[] {
  const draws = stream(3, 'drawn', cell, score);
  const decibel = /^(psnr|subbands)/.test(score);
  const [level, spread] = decibel ? [24, 1.2] : [0.3, 0.03];
  const arm = levels['autoencoder']?.startsWith('medical') ? 1 : 0;
  const shift = (decibel ? 2 : -0.04) * arm + (levels['method'] === 'ae' ? (decibel ? 4 : -0.05) : 0);
  const falling = score.startsWith('spectrum/') ? 3 - 0.5 * Number(score.split('/')[1]) : 0;
  // Sets of the real volume show the same slices.
  const shown = dataset.replace(/^real-mr-.*/, 'real-mr');
  return Array.from({ length: images }, (_, i) => ({
    cell,
    sample: `${shown}-${i}`,
    subject: `${shown}-${dataset === 'brain' ? i >> 1 : i}`,
    score,
    value: level + shift + falling + spread * (Math.sin(i + dataset.length) + 0.3 * draws.normal()),
  }));
}
