import type { Stage, StageKind } from '../stage.ts';
import type { ExperimentPlan } from './experiment.ts';

/**
 * A plan whose stages are put together from those of its batches, wherever their kind can be cut between images: what
 * was computed batch by batch is computed once. Keys, and so results, are those of the plan.
 */
export function joinedBatches(
  plan: ExperimentPlan,
  batches: readonly ExperimentPlan[],
  kind: (name: string) => StageKind,
): ExperimentPlan {
  const known = new Map<string, Stage>();
  const join = (stage: Stage, parts: readonly Stage[]): Stage => {
    const before = known.get(stage.key);
    if (before) return before;
    const made = joined(stage, parts);
    known.set(stage.key, made);
    return made;
  };
  const joined = (stage: Stage, parts: readonly Stage[]): Stage => {
    const alike = parts.filter((part) => part.kind === stage.kind && part.key !== stage.key);
    if (alike.length < 2) return stage;
    if (kind(stage.kind).cut) {
      const { flop: _flop, calls: _calls, ...own } = stage;
      return { ...own, inputs: {}, parts: alike, work: 1 };
    }
    const inputs = Object.entries(stage.inputs).map(([role, input]) => [
      role,
      join(
        input,
        alike.flatMap((part) => part.inputs[role] ?? []),
      ),
    ]);
    return { ...stage, inputs: Object.fromEntries(inputs) };
  };
  for (const [cell, { stages }] of plan.scored) {
    const own = batches.flatMap(({ scored }) => scored.get(cell) ?? []);
    stages.forEach((stage, i) => {
      join(
        stage,
        own.flatMap((batch) => batch.stages[i] ?? []),
      );
    });
  }
  // What is shown or summed up rests on the same stages, which are known by now.
  const again = (stage: Stage): Stage => known.get(stage.key) ?? withInputs(stage);
  const withInputs = (stage: Stage): Stage => {
    const inputs = Object.entries(stage.inputs).map(([role, input]) => [role, again(input)]);
    const made = stage.parts ? stage : { ...stage, inputs: Object.fromEntries(inputs) };
    known.set(stage.key, made);
    return made;
  };
  return {
    ...plan,
    measures: plan.measures.map(again),
    ...(plan.statistics && { statistics: again(plan.statistics) }),
    panels: plan.panels.map((panel) => ({ ...panel, stage: again(panel.stage) })),
  };
}
