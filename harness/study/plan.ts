import type { InputError } from '../numeric/input-error.ts';
import { needsOf, type Stage } from '../pipeline/stage.ts';
import { usualFlops } from '../pipeline/stage-seconds.ts';
import { claimNeeds } from './cost/claim-needs.ts';
import { type Designs, designsOf, type Pilot } from './cost/designs.ts';
import type { Machine } from './cost/jobs-that-fit.ts';
import { type AskedLanes, lanesOf } from './cost/lanes.ts';
import { type PlanCost, planCost } from './cost/plan-cost.ts';
import { usualSerial } from './cost/thread-gain.ts';
import { missingStages } from './missing-stages.ts';
import type { Ports } from './ports.ts';
import { type Prepared, prepare, type Selection } from './prepare.ts';
import type { RunDocument } from './run-document.ts';
import { stagesOf } from './stages.ts';
import { unreadCells } from './unread-cells.ts';

/** The stages of a run that nothing has run yet. */
export interface StudyPlan {
  readonly profile: string;
  readonly stages: readonly PlannedStage[];
  /** What keeps cells from running. */
  readonly missing: readonly string[];
  readonly work: { readonly cached: number; readonly toCompute: number };
  readonly cost: PlanCost;
  /** Cells that no check, figure or panel reads, where all claims are asked for. */
  readonly unread: readonly string[];
  /** Cheaper designs, where an earlier run was named. */
  readonly designs?: Designs;
}

/** What a plan is asked about besides its stages. */
export interface CostQuestion {
  /** Processes of one machine and their threads, where they are not chosen. */
  readonly lanes?: AskedLanes;
  readonly machine: Machine;
  /** Machines. */
  readonly nodes: number;
  /** What an earlier run found, whose effects and spreads are taken for the true ones. */
  readonly like?: Pick<RunDocument, 'experiments'> | undefined;
}

export interface PlannedStage {
  readonly key: string;
  readonly kind: string;
  readonly label: string;
  readonly inputs: readonly string[];
  readonly state: 'cached' | 'to compute' | 'not needed';
  readonly work: number;
  /** How many samples go through its networks at once, and the bytes that its process takes, where the profile declares it. */
  readonly batch?: number;
  readonly memory?: number;
}

/** What a run would do: its stages, which of them are stored, and how much there is to do. */
export async function planStudy(
  ports: Ports,
  selection: Selection,
  { lanes = {}, machine, nodes, like }: CostQuestion = { machine: { cores: 1, memory: 0 }, nodes: 1 },
): Promise<{ readonly plan: StudyPlan; readonly faults: readonly InputError[] }> {
  const prepared = await prepare(ports, selection);
  const all = stagesOf(prepared);
  const toCompute = await missingStages(all, ports.store);
  const missing = new Set(toCompute.map(({ key }) => key));
  const stages: PlannedStage[] = [];
  for (const stage of all) stages.push(await described(stage, missing, ports.store));
  const sum = (state: PlannedStage['state']) =>
    stages.filter((stage) => stage.state === state).reduce((total, { work }) => total + work, 0);
  const needs = prepared.claims.map((claim) => claimNeeds(claim, prepared.plans, prepared.profile.tier));
  const measured = await ports.speed?.(prepared.engine);
  const speed = {
    flops: measured?.flops ?? usualFlops,
    serial: measured?.serial ?? usualSerial,
    measured: measured?.flops !== undefined,
    engine: prepared.engine,
  };
  const plan = {
    profile: prepared.profile.id,
    stages,
    missing: [...new Set(prepared.plans.flatMap((each) => each.missing))],
    work: { cached: sum('cached'), toCompute: sum('to compute') },
    unread: selection.only.length === 0 ? unreadOf(prepared) : [],
    cost: planCost(
      toCompute,
      needs,
      speed,
      { ...lanesOf(lanes, toCompute, machine), cores: machine.cores },
      nodes,
    ),
    ...(like && {
      designs: designsOf(prepared.claims, prepared.profile.tier, pilotOf(like, prepared.plans)),
    }),
  };
  return { plan, faults: prepared.faults };
}

/** Of experiments that run unasked: those that ask to be listed may be there for their golden values alone. */
function unreadOf({ plans, claims, profile }: Prepared): readonly string[] {
  const checks = claims.flatMap(({ parts }) => parts.flatMap((part) => part.checks));
  return plans.flatMap((plan) => {
    const { id, listed } = plan.experiment;
    const own = checks.filter(({ experiment, tiers }) => experiment === id && tiers.includes(profile.tier));
    return listed ? [] : unreadCells(plan, own).map((cell) => `${id}: ${cell.id}`);
  });
}

function pilotOf({ experiments }: Pick<RunDocument, 'experiments'>, plans: Prepared['plans']): Pilot {
  return {
    experiments,
    reach: (id) => plans.find(({ experiment }) => experiment.id === id)?.reach ?? [],
  };
}

async function described(
  stage: Stage,
  missing: ReadonlySet<string>,
  store: Ports['store'],
): Promise<PlannedStage> {
  const { key, kind, label, work, batch, memory } = stage;
  const state = missing.has(key) ? 'to compute' : (await store.has(key)) ? 'cached' : 'not needed';
  return {
    key,
    kind,
    label,
    inputs: needsOf(stage).map((input) => input.key),
    state,
    work,
    ...(batch !== undefined && { batch, ...(memory !== undefined && { memory }) }),
  };
}
