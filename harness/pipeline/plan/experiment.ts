import type { Whole } from '../../datasets/dataset.ts';
import { type Cell, cellsOf, cellWith } from '../cell.ts';
import type { Experiment, PanelDeclaration, StatisticDeclaration } from '../experiment.ts';
import type { Stage } from '../stage.ts';
import { statisticUnits } from '../statistic-units.ts';
import { valuesBehind } from '../values-behind.ts';
import { plannedAutoencoder } from './autoencoders.ts';
import { type PlannedCell, plannedCell, reconstruction } from './cell.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import type { PlannedSet } from './data.ts';
import { type PlannedScores, plannedScores } from './scores.ts';
import { plannedGroups } from './subject-groupings.ts';
import { assertTier, isFromTable, tableScores } from './table.ts';

/** A group of a statistic. */
export interface StatisticGroup {
  readonly statistic: string;
  readonly group: Readonly<Record<string, string>>;
}

/** A group of a statistic that cannot be computed, and why. */
export interface AbsentGroup extends StatisticGroup {
  readonly reason: string;
  /** The asset that nobody has fetched, where it is that. */
  readonly unfetched?: string;
}

/** How much of a data set is there, of what the whole has. */
export interface PlannedReach {
  /** What plays it in the experiment. */
  readonly role: string;
  readonly dataset: string;
  readonly images: number;
  readonly whole: Whole;
}

/** An experiment with the stages that decide it. */
export interface ExperimentPlan {
  readonly experiment: Experiment;
  readonly cells: readonly Cell[];
  /** The stages that give rows. */
  readonly measures: readonly Stage[];
  /** Those of each cell, by its id, with what each score needs. */
  readonly scored: ReadonlyMap<string, PlannedScores>;
  /** The groups of statistics that are computed. */
  readonly computed: readonly StatisticGroup[];
  /** Absent where nothing can be computed. */
  readonly statistics?: Stage;
  readonly panels: readonly {
    readonly id: string;
    readonly title: string;
    readonly dataset: string;
    readonly stage: Stage;
  }[];
  readonly absent: readonly AbsentGroup[];
  /** The groups of statistics that a network stands behind; the others are plain arithmetic. */
  readonly networked: readonly StatisticGroup[];
  /** The data sets that say what the whole of them has. */
  readonly reach: readonly PlannedReach[];
  /** What keeps cells from running: "needs the data set ...". */
  readonly missing: readonly string[];
}

/**
 * The stages of an experiment: data set -> degrade -> encode, sample, decode or restore -> measure -> statistics,
 * its trainings, and its panels. What lacks a data set, a network or an asset is left out and named.
 * @throws InputError when a cell, score or convention of the declaration does not exist.
 */
export function planExperiment(experiment: Experiment, context: PlanContext): ExperimentPlan {
  const { profile } = context;
  const all = cellsOf(experiment, profile.main);
  const missing = new Map<string, Missing>();
  const scored = new Map<string, PlannedScores>();
  const planned = new Map<string, PlannedCell>();
  const limit = smallest(profile.samplesPerDataset, experiment.samplesPerDataset ?? null);

  for (const cell of all) {
    try {
      const dataset = playedBy(
        profile.datasets,
        cell.dataset,
        'the data set',
        profile,
        `experiments/${experiment.id}.json /cells`,
      );
      assertTier(cell, profile);
      const made = isFromTable(cell) ? undefined : plannedCell(context, cell, dataset, limit);
      const scores = made
        ? plannedScores(context, made, experiment.scores)
        : tableScores(context, cell, dataset, experiment.scores, limit);
      if (made) planned.set(cell.id, made);
      scored.set(cell.id, scores);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      missing.set(cell.id, error);
    }
  }
  const lackOf = (cell: Cell, score: string): Missing | undefined =>
    missing.get(cell.id) ?? scored.get(cell.id)?.lacking.get(score.split('/')[0]!);
  const absent: AbsentGroup[] = [];
  const networked: StatisticGroup[] = [];
  const runsNetworks = runningNetworks(context);
  const statistics = experiment.statistics.flatMap((statistic) => {
    const where = `experiments/${experiment.id}.json: statistic ${statistic.id}`;
    const units = statisticUnits(statistic, experiment.scores, where);
    const wanted = plannedGroups(context, statistic, all, where).filter(({ group, lack: ungrouped }) => {
      const values = valuesBehind(statistic, group, all, where);
      const lacks = values.flatMap(({ cell, score }) => lackOf(cell, score) ?? []);
      const lack = lacks.find(({ unfetched }) => unfetched === undefined) ?? lacks[0] ?? ungrouped;
      if (lack) absent.push(absentGroup(statistic.id, group, lack));
      else if (
        values.some(({ cell, score }) =>
          scored.get(cell.id)!.behind.get(score.split('/')[0]!)!.some(runsNetworks),
        )
      )
        networked.push({ statistic: statistic.id, group });
      return lack === undefined;
    });
    const groups = wanted.map(({ group }) => group);
    const groupings = wanted.flatMap(({ grouping }) => grouping ?? []);
    const counts = isOfLosses(statistic, experiment) ? ({ counts: 'losses' } as const) : {};
    const grouped = groupings.length > 0 ? { groupings } : {};
    return groups.length > 0 ? [{ ...statistic, groups, units, ...grouped, ...counts }] : [];
  });
  const cells = all.filter(({ id }) => scored.has(id));
  const measures = new Map([...scored].map(([id, { stages }]) => [id, stages]));
  const rows = [...measures.values()].flat();
  const base = {
    experiment,
    cells,
    measures: rows,
    scored,
    computed: statistics.flatMap(({ id, groups }) => groups.map((group) => ({ statistic: id, group }))),
    absent,
    networked,
    reach: reachOf(planned),
    missing: [...new Set([...missing.values()].map(({ message }) => message))],
  };
  if (statistics.length === 0) return { ...base, panels: [] };
  return {
    ...base,
    statistics: plannedStage(context, 'statistics', {
      label: `statistics of ${experiment.id}`,
      params: { statistics, cells: cells.map(({ id, levels }) => ({ id, levels })), seed: context.seed },
      inputs: Object.fromEntries(rows.map((stage, i) => [`rows${i}`, stage])),
      work: experiment.statistics.length,
    }),
    panels: panelsOf(experiment, cells, planned, measures, context),
  };
}

function absentGroup(
  statistic: string,
  group: AbsentGroup['group'],
  { message: reason, unfetched }: Missing,
): AbsentGroup {
  return { statistic, group, reason, ...(unfetched !== undefined && { unfetched }) };
}

/** Whether its samples are points of a training's curve. */
function isOfLosses({ x = [] }: StatisticDeclaration, { scores }: Experiment): boolean {
  const losses = new Set(scores.filter(({ metric }) => metric === 'training-loss').map(({ id }) => id));
  return x.some(({ score }) => losses.has(score.split('/')[0]!));
}

function reachOf(planned: ReadonlyMap<string, PlannedCell>): readonly PlannedReach[] {
  const byRole = new Map([...planned.values()].map(({ cell, set }) => [cell.dataset, set]));
  return [...byRole].flatMap(([role, { id, samples, whole }]) =>
    whole ? [{ role, dataset: id, images: samples, whole }] : [],
  );
}

/** Tells whether a stage, or one that it follows from, runs a network. */
function runningNetworks({ kind }: PlanContext): (stage: Stage) => boolean {
  const known = new Map<string, boolean>();
  const runs = (stage: Stage): boolean => {
    const found =
      known.get(stage.key) ?? kind(stage.kind).runsNetworks ?? Object.values(stage.inputs).some(runs);
    known.set(stage.key, found);
    return found;
  };
  return runs;
}

function panelsOf(
  experiment: Experiment,
  cells: readonly Cell[],
  planned: ReadonlyMap<string, PlannedCell>,
  measures: ReadonlyMap<string, readonly Stage[]>,
  context: PlanContext,
): ExperimentPlan['panels'] {
  return [...new Set(cells.map((cell) => cell.dataset))].flatMap((dataset) =>
    experiment.panels.flatMap((panel) => {
      const own = cells.filter((cell) => cell.dataset === dataset && planned.has(cell.id));
      const shown = panel.cells.map((levels) => found(own, levels));
      if (!shown.every((cell) => cell !== undefined)) return [];
      const made = shown.map((cell) => planned.get(cell.id)!);
      const reference = made[0]!.set.stage;
      if (!reference) return [];
      const inputs: Record<string, Stage> = { reference };
      shown.forEach((cell, i) => {
        const { low, images } = made[i]!;
        Object.assign(inputs, { [`low${i}`]: low, [`images${i}`]: images });
        measures.get(cell.id)!.forEach((stage, j) => {
          inputs[`rows${i}.${j}`] = stage;
        });
      });
      const { sample, reconstructions = [], hallucination } = panel;
      try {
        Object.assign(inputs, reconstructionsOf(panel, made[0]!.set, context));
      } catch (error) {
        if (error instanceof Missing) return [];
        throw error;
      }
      const stage = plannedStage(context, 'panel', {
        label: `panel ${panel.id} of ${dataset}`,
        params: {
          sample,
          cells: shown.map(({ id, levels }) => ({ id, levels })),
          ...(reconstructions.length > 0 && { reconstructions }),
          ...(hallucination && { hallucination }),
        },
        inputs,
        work: shown.length,
      });
      return [{ id: panel.id, title: panel.title, dataset, stage }];
    }),
  );
}

/** The reconstructions that a panel shows, and the floor of its hallucination maps. @throws Missing */
function reconstructionsOf(
  { reconstructions = [], hallucination }: PanelDeclaration,
  set: PlannedSet,
  context: PlanContext,
): Readonly<Record<string, Stage>> {
  const by = (role: string) => reconstruction(context, set, plannedAutoencoder(context, role, 0));
  return {
    ...Object.fromEntries(reconstructions.map((role, i) => [`reconstruction${i}`, by(role)])),
    ...(hallucination && { floor: by(hallucination.floor) }),
  };
}

/** The cell of a panel, if there is one among those of its data set. */
function found(cells: readonly Cell[], levels: Readonly<Record<string, string>>): Cell | undefined {
  const fits = (cell: Cell) =>
    Object.entries(levels).every(([factor, level]) => cell.levels[factor] === level);
  return cells.some(fits) ? cellWith(cells, levels, 'panel') : undefined;
}

function smallest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
