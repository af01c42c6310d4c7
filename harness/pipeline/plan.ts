import { type Cell, cellsOf, cellWith } from './cell.ts';
import type { Experiment, Profile } from './experiment.ts';
import { createStage, type Params, type Stage, type StageKind } from './stage.ts';
import { degradeStage } from './stages/degrade.ts';
import { measureStage } from './stages/measure.ts';
import { panelStage } from './stages/panel.ts';
import { restoreStage } from './stages/restore.ts';
import { statisticsStage } from './stages/statistics.ts';

/** A data set as a plan sees it: what identifies its content, or what is missing. */
export type PlannedDataset =
  | { readonly id: string; readonly params: Params; readonly location: string; readonly samples: number }
  | { readonly id: string; readonly missing: string };

/** An experiment with the stages that decide it. */
export interface ExperimentPlan {
  readonly experiment: Experiment;
  readonly cells: readonly Cell[];
  /** The rows of each cell, by cell id. */
  readonly measures: ReadonlyMap<string, Stage>;
  /** Absent where no cell can run. */
  readonly statistics?: Stage;
  readonly panels: readonly {
    readonly id: string;
    readonly title: string;
    readonly dataset: string;
    readonly stage: Stage;
  }[];
  /** What keeps cells from running: "needs data set brats at ...". */
  readonly missing: readonly string[];
}

export interface PlanContext {
  readonly profile: Profile;
  readonly seed: number;
  readonly dataset: (id: string) => PlannedDataset;
  readonly datasetKind: StageKind;
  readonly codeVersion: (folders: readonly string[]) => string;
}

/**
 * The stages of an experiment: data set -> degrade -> restore -> measure -> statistics, and its panels.
 * Cells whose data set is missing are left out and named.
 * @throws InputError when a cell, score or convention of the declaration does not exist.
 */
export function planExperiment(experiment: Experiment, context: PlanContext): ExperimentPlan {
  const make = (kind: StageKind, stage: Omit<Stage, 'key' | 'kind'>): Stage =>
    createStage({ ...stage, kind: kind.name }, context.codeVersion(kind.code));
  const missing = new Set<string>();
  const cells: Cell[] = [];
  const stagesOf = new Map<string, { dataset: Stage; low: Stage; images: Stage; measure: Stage }>();

  for (const cell of cellsOf(experiment, context.profile.datasets)) {
    const source = context.dataset(cell.dataset);
    if ('missing' in source) {
      missing.add(source.missing);
      continue;
    }
    const work = source.samples;
    const dataset = make(context.datasetKind, {
      label: `read ${cell.dataset}`,
      params: source.params,
      inputs: {},
      location: source.location,
      work,
    });
    const low = make(degradeStage, {
      label: `degrade ${cell.dataset} ${cell.degradation.id}`,
      params: { degradation: optionsOf(cell.degradation) },
      inputs: { images: dataset },
      work,
    });
    const images = make(restoreStage, {
      label: `restore ${cell.id}`,
      params: { method: optionsOf(cell.method) },
      inputs: { low, reference: dataset },
      work,
    });
    const measure = make(measureStage, {
      label: `measure ${cell.id}`,
      params: { cell: cell.id, scores: experiment.scores },
      inputs: { images, reference: dataset },
      work: work * experiment.scores.length,
    });
    cells.push(cell);
    stagesOf.set(cell.id, { dataset, low, images, measure });
  }
  const measures = new Map([...stagesOf].map(([id, { measure }]) => [id, measure]));
  if (cells.length === 0) return { experiment, cells, measures, panels: [], missing: [...missing] };

  const statistics = make(statisticsStage, {
    label: `statistics of ${experiment.id}`,
    params: {
      statistics: experiment.statistics,
      cells: cells.map(({ id, levels }) => ({ id, levels })),
      seed: context.seed,
    },
    inputs: Object.fromEntries(measures),
    work: experiment.statistics.length,
  });
  const panels = [...new Set(cells.map((cell) => cell.dataset))].flatMap((dataset) =>
    experiment.panels.map((panel) => {
      const shown = panel.cells.map((levels) =>
        cellWith(cells, { dataset, ...levels }, `${experiment.id}: panel ${panel.id}`),
      );
      const inputs: Record<string, Stage> = { reference: stagesOf.get(shown[0]!.id)!.dataset };
      shown.forEach((cell, i) => {
        const stages = stagesOf.get(cell.id)!;
        Object.assign(inputs, {
          [`low${i}`]: stages.low,
          [`images${i}`]: stages.images,
          [`rows${i}`]: stages.measure,
        });
      });
      const stage = make(panelStage, {
        label: `panel ${panel.id} of ${dataset}`,
        params: { sample: panel.sample, cells: shown.map(({ id, levels }) => ({ id, levels })) },
        inputs,
        work: shown.length,
      });
      return { id: panel.id, title: panel.title, dataset, stage };
    }),
  );
  return { experiment, cells, measures, statistics, panels, missing: [...missing] };
}

function optionsOf<T extends { id: string }>(level: T): Omit<T, 'id'> {
  const { id: _, ...options } = level;
  return options;
}
