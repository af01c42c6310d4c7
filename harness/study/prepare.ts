import type { Claim } from '../claims/claim.ts';
import { guarding } from '../numeric/guarded.ts';
import { InputError } from '../numeric/input-error.ts';
import { checkExperiment } from '../pipeline/check-experiment.ts';
import type { Experiment, Profile } from '../pipeline/experiment.ts';
import type { PlanContext } from '../pipeline/plan/context.ts';
import { type ExperimentPlan, planExperiment } from '../pipeline/plan/experiment.ts';
import { joinedBatches } from '../pipeline/plan/joined-batches.ts';
import { runsInProfile } from '../pipeline/runs-in-profile.ts';
import type { Stage } from '../pipeline/stage.ts';
import { planAudit } from '../record/audit/stage.ts';
import type { PrintedRecord } from '../record/record.ts';
import { checkFamilies, checkKeyFigures } from '../report/check-families.ts';
import type { Digest } from '../report/family.ts';
import type { Ports, UsedData } from './ports.ts';
import type { Replay } from './replay.ts';

/** What the user asked for. */
export interface Selection {
  readonly profile: string;
  /** Ids of claims and experiments; empty for all. */
  readonly only: readonly string[];
  /** Undefined for the profile's own. */
  readonly seed: number | undefined;
  /** Trains every network, those that ship too. */
  readonly fromScratch: boolean;
  /** What runs networks; the default where it is left out. */
  readonly engine?: string | undefined;
}

/** Everything declared and planned, before anything runs. */
export interface Prepared {
  readonly profile: Profile;
  readonly seed: number;
  readonly only: readonly string[];
  readonly replay: Replay;
  readonly claims: readonly Claim[];
  readonly digest: Digest;
  /** All declared experiments, selected or not. */
  readonly declared: readonly Pick<Experiment, 'id' | 'listed'>[];
  readonly plans: readonly ExperimentPlan[];
  /** The plans of an experiment's batches of images; none where there is nothing to run. */
  batchesOf(experiment: Experiment): readonly ExperimentPlan[];
  /** Name and version of what runs networks. */
  readonly engine: string;
  /** The paper's printed figures and the stage that audits them; absent where there are none or they could not be read. */
  readonly record?: PrintedRecord;
  readonly audit?: Stage;
  readonly datasets: readonly UsedData[];
  /** What could not be used; the rest goes on without it. */
  readonly faults: readonly InputError[];
}

/**
 * Reads the declarations, selects from them and plans their stages.
 * @throws InputError on an unknown profile or id, or an engine that is not here; other faults are collected.
 */
export async function prepare(ports: Ports, selection: Selection): Promise<Prepared> {
  const { declarations, kind, codeVersion } = ports;
  const profile = declarations.profile(selection.profile);
  const seed = selection.seed ?? profile.seed;
  const experiments = declarations.experiments();
  const claims = declarations.claims();
  const faults = [...experiments.faults, ...claims.faults];
  const guarded = guarding(faults);
  const record = guarded<PrintedRecord | undefined>(() => declarations.record(), undefined);
  // What a broken file declares is not unknown: its fault is told already.
  const whole = faults.length === 0;
  const digest = guarded<Digest>(
    () => {
      const read = declarations.digest();
      const file = 'experiments/families.json';
      if (whole) {
        checkFamilies(read.families, claims.items, experiments.items, file);
        checkKeyFigures(read.keyFigures, experiments.items, file);
      }
      return read;
    },
    { families: [], keyFigures: [] },
  );
  const selected = select(selection.only, experiments.items, claims.items, profile, faults);

  const resources = await ports.resources(profile, selection.fromScratch);
  const { other: engine, version } = await ports.engine(selection.engine);
  const context = { profile, seed, ...resources.context, kind, codeVersion, ...(engine && { engine }) };
  const contexts: PlanContext[] = [];
  function* batchesOf(experiment: Experiment): Generator<ExperimentPlan> {
    for (let batch = 0; ; batch++) {
      contexts[batch] ??= { ...context, batch };
      const plan = planExperiment(experiment, contexts[batch]);
      if (plan.cells.length === 0) return;
      yield plan;
    }
  }
  const plans: ExperimentPlan[] = [];
  for (const experiment of selected.experiments) {
    try {
      checkExperiment(experiment, (pointer) => `experiments/${experiment.id}.json ${pointer}`);
      plans.push(await reusing(planExperiment(experiment, context), batchesOf, ports));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
    }
  }
  const datasets = resources.used();
  faults.push(...datasets.flatMap(({ fault }) => fault ?? []));
  return {
    profile,
    seed,
    only: selection.only,
    replay: { command: declarations.command, profiles: declarations.profiles() },
    claims: selected.claims,
    digest,
    declared: experiments.items,
    plans,
    batchesOf: (experiment) => [...batchesOf(experiment)],
    engine: version,
    ...(record && { record, audit: planAudit(record, codeVersion) }),
    datasets,
    faults,
  };
}

/** The plan, put together from batches where an earlier run took some of them; there is more to do than to plan then. */
async function reusing(
  plan: ExperimentPlan,
  batchesOf: (experiment: Experiment) => Iterable<ExperimentPlan>,
  { store, kind }: Pick<Ports, 'store' | 'kind'>,
): Promise<ExperimentPlan> {
  const has = async ({ key }: Stage) => store.has(key);
  const missing: string[] = [];
  for (const [cell, { stages }] of plan.scored) {
    for (const stage of stages) if (!(await has(stage))) missing.push(cell);
  }
  if (missing.length === 0) return plan;
  const [first] = batchesOf(plan.experiment);
  const taken = missing.flatMap((cell) => first?.scored.get(cell)?.stages ?? []);
  for (const stage of taken) {
    if (await has(stage)) return joinedBatches(plan, [...batchesOf(plan.experiment)], kind);
  }
  return plan;
}

function select(
  only: readonly string[],
  experiments: readonly Experiment[],
  claims: readonly Claim[],
  profile: Profile,
  faults: readonly InputError[],
) {
  if (only.length === 0) {
    return { claims, experiments: experiments.filter((experiment) => runsInProfile(profile, experiment)) };
  }
  const known = [...claims, ...experiments].map(({ id }) => id);
  const unknown = only.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const files = [`experiments/${unknown}.json `, `experiments/claims/${unknown}.json `];
    const own = faults.find(({ fault }) => files.some((file) => fault.where.startsWith(file)));
    if (own) throw own;
    throw new InputError({
      where: '--only',
      expected: `ids among ${known.join(', ')}`,
      got: JSON.stringify(unknown),
      remedy: 'correct the id',
    });
  }
  const uses = (claim: Claim) => [
    claim.experiment,
    ...claim.parts.flatMap((part) => part.checks.map((check) => check.experiment)),
  ];
  const chosenClaims = claims.filter(
    (claim) => only.includes(claim.id) || uses(claim).some((id) => only.includes(id)),
  );
  const direct = claims.filter((claim) => only.includes(claim.id)).flatMap(uses);
  return {
    experiments: experiments.filter(({ id }) => only.includes(id) || direct.includes(id)),
    claims: chosenClaims,
  };
}
