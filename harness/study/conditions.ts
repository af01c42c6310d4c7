import type { Conditions } from '../claims/golden.ts';
import type { ExperimentPlan } from '../pipeline/plan/experiment.ts';
import type { Prepared } from './prepare.ts';
import { stagesOfPlan } from './stages.ts';

/** What the drawn values of an experiment follow from in this run. */
export function conditionsOf({ seed, engine }: Prepared, plan: ExperimentPlan): Conditions {
  const trained = stagesOfPlan(plan).some(({ kind }) => kind.startsWith('train-'));
  return { seed, engine, trained };
}
