import type { ExperimentPlan } from '../pipeline/plan/experiment.ts';
import { inOrder, type Stage } from '../pipeline/stage.ts';
import type { Prepared } from './prepare.ts';

/** All stages of a run, inputs first. */
export function stagesOf({ plans, audit }: Pick<Prepared, 'plans' | 'audit'>): readonly Stage[] {
  return inOrder([...(audit ? [audit] : []), ...plans.flatMap(targetsOf)]);
}

/** All stages of an experiment, inputs first. */
export function stagesOfPlan(plan: ExperimentPlan): readonly Stage[] {
  return inOrder(targetsOf(plan));
}

/** The stages whose results a run reads. */
function targetsOf(plan: ExperimentPlan): readonly Stage[] {
  return [
    ...(plan.statistics ? [plan.statistics] : []),
    ...plan.measures,
    ...plan.panels.map(({ stage }) => stage),
  ];
}
