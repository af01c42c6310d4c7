import type { Cell } from '../pipeline/cell.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { Experiment } from '../pipeline/experiment.ts';
import type { AbsentGroup, PlannedReach } from '../pipeline/plan/experiment.ts';
import type { Row } from '../pipeline/row.ts';
import type { Panel } from '../pipeline/stages/panel.ts';
import type { TrainingCurve } from './kinds/figure-source.ts';

/** What one experiment gave. */
export interface ExperimentOutcome extends ExperimentFindings {
  readonly rows: readonly Row[];
  /** The trainings that its networks come from. */
  readonly curves: readonly TrainingCurve[];
  /** By `<panel id>/<data set>`. */
  readonly panels: readonly {
    readonly id: string;
    readonly title: string;
    readonly dataset: string;
    readonly panel: Panel;
  }[];
}

/** What is judged of it. */
export interface ExperimentFindings {
  readonly experiment: Experiment;
  /** The cells that could be run. */
  readonly cells: readonly Cell[];
  readonly statistics: readonly StatisticResult[];
  readonly missing: readonly string[];
  /** Groups of statistics that could not be computed, and why. */
  readonly absent: readonly AbsentGroup[];
  readonly failures: readonly string[];
  readonly reach: readonly PlannedReach[];
}
