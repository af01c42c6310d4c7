import type { InputError } from '../numeric/input-error.ts';
import type { Stage } from '../pipeline/stage.ts';
import { missingStages } from './missing-stages.ts';
import type { Ports } from './ports.ts';
import { prepare, type Selection } from './prepare.ts';
import { stagesOf } from './stages.ts';

/** The stages of a run that nothing has run yet. */
export interface StudyPlan {
  readonly profile: string;
  readonly stages: readonly PlannedStage[];
  /** What keeps cells from running. */
  readonly missing: readonly string[];
  readonly work: { readonly cached: number; readonly toCompute: number };
}

export interface PlannedStage {
  readonly key: string;
  readonly kind: string;
  readonly label: string;
  readonly inputs: readonly string[];
  readonly state: 'cached' | 'to compute' | 'not needed';
  readonly work: number;
}

/** What a run would do: its stages, which of them are stored, and how much there is to do. */
export async function planStudy(
  ports: Ports,
  selection: Selection,
): Promise<{ readonly plan: StudyPlan; readonly faults: readonly InputError[] }> {
  const prepared = await prepare(ports, selection);
  const all = stagesOf(prepared);
  const missing = new Set((await missingStages(all, ports.store)).map(({ key }) => key));
  const stages: PlannedStage[] = [];
  for (const stage of all) stages.push(await described(stage, missing, ports.store));
  const sum = (state: PlannedStage['state']) =>
    stages.filter((stage) => stage.state === state).reduce((total, { work }) => total + work, 0);
  const plan = {
    profile: prepared.profile.id,
    stages,
    missing: [...new Set(prepared.plans.flatMap((each) => each.missing))],
    work: { cached: sum('cached'), toCompute: sum('to compute') },
  };
  return { plan, faults: prepared.faults };
}

async function described(
  { key, kind, label, work, inputs }: Stage,
  missing: ReadonlySet<string>,
  store: Ports['store'],
): Promise<PlannedStage> {
  const state = missing.has(key) ? 'to compute' : (await store.has(key)) ? 'cached' : 'not needed';
  return { key, kind, label, inputs: Object.values(inputs).map((input) => input.key), state, work };
}
