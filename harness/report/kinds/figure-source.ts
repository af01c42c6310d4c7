import type { Cell } from '../../pipeline/cell.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { Experiment, FigureDeclaration } from '../../pipeline/experiment.ts';
import type { Row } from '../../pipeline/row.ts';
import type { FigureSpec } from '../figures/index.ts';

/** The course of a training that an experiment's networks come from. */
export interface TrainingCurve {
  readonly network: 'autoencoder' | 'denoiser' | 'restorer';
  /** `x0 of phantom-knee medical, seeds 0 0`. */
  readonly name: string;
  /** Steps that each loss is the mean of. */
  readonly stride: number;
  readonly losses: readonly number[];
}

/** What figures are drawn from. */
export interface FigureSource {
  readonly experiment: Experiment;
  /** The cells that were run. */
  readonly cells: readonly Cell[];
  readonly statistics: readonly StatisticResult[];
  readonly rows: readonly Row[];
  readonly curves: readonly TrainingCurve[];
}

export interface BuiltFigure {
  readonly spec: FigureSpec;
  /** n, subjects, training runs and what the bars are. */
  readonly caption: string;
  readonly alt: string;
}

/**
 * Draws what a declaration asks for; undefined where nothing of it could be computed.
 * `Options` is what a declaration of its kind has besides its head, as the schema checked it.
 */
export type Builder<Options extends object> = (
  figure: FigureDeclaration & Options,
  source: FigureSource,
) => BuiltFigure | undefined;

/** An axis of places that a declaration gives, with their unit. */
export interface DeclaredAxis {
  readonly title: string;
  readonly unit?: string;
}
