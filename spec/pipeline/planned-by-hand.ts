import { canonicalJson, sha256 } from '../../harness/pipeline/canonical.ts';
import type { PlanContext, PlannedMethod } from '../../harness/pipeline/plan/context.ts';
import type { planExperiment, StatisticGroup } from '../../harness/pipeline/plan/experiment.ts';
import { inOrder, type Stage } from '../../harness/pipeline/stage.ts';
import { experiments, given } from './declared-by-hand.ts';
import { contextOf, experimentOf, meanOf, psnr, world } from './planned.ts';

/** A number of metrics that have several. */
const partOf: Readonly<Record<string, string>> = {
  'latent-similarity': '/cosine1',
  hallucination: '/share',
  observer: '/rating',
  intervals: '/width',
};

/** Kinds of stages that run one. */
const runningNetworks: readonly string[] = [
  ...['encode', 'condition', 'reconstruct', 'sample', 'sample-guided'],
  ...[
    'restore-network',
    'restore-trained',
    'restore-sr3',
    'restore-diffir',
    'measure-lpips',
    'measure-frechet',
  ],
];

/**
 * Plans of declarations made by hand, which between them have every kind of stage: for each stage what it is computed
 * from and what it is taken to cost, its parameters as a hash; and why what is missing is.
 */
export function plannedByHand(plan: typeof planExperiment): Readonly<Record<string, Plan>> {
  return Object.fromEntries(Object.keys(experiments).map((name) => [name, planByHand(plan, name)]));
}

interface Plan {
  readonly stages: Readonly<Record<string, object>>;
  readonly missing: readonly string[];
  readonly absent: readonly string[];
  /** The groups of statistics that a network stands behind. */
  readonly networked: readonly string[];
  readonly reach: readonly object[];
}

/** One of them. */
export function planByHand(planned: typeof planExperiment, name: string): Plan {
  const [parts, context, profile] = experiments[name]!;
  const statistics = (parts.scores ?? [psnr]).map(({ id, metric }) => ({
    ...meanOf(`${id}${partOf[metric] ?? ''}`, {}, id),
    by: ['dataset', 'method', ...(parts.cells!.every(({ denoiser }) => denoiser) ? ['denoiser'] : [])],
  }));
  const whole = contextOf({ ...world, ...given });
  const method: PlanContext['method'] = (method, at) => {
    const [kind, location] =
      { network: ['restore-network', '/restorers'], images: ['images-elsewhere', '/made'] }[
        method.kind as string
      ] ?? [];
    return kind === undefined
      ? whole.method(method, at)
      : ({ kind, params: { method }, location } as PlannedMethod);
  };
  const large = (id: string) =>
    ({ ...whole.dataset(id), ...(id !== 'unread' && { side: 512 }) }) as ReturnType<PlanContext['dataset']>;
  const plan = planned(experimentOf({ ...parts, statistics }), {
    ...whole,
    ...context,
    method,
    kind: (name) => ({ ...whole.kind(name), ...(runningNetworks.includes(name) && { runsNetworks: true }) }),
    ...(context?.batch !== undefined && { dataset: large }),
    profile: { ...whole.profile, ...profile },
  });
  const ends = [...plan.measures, ...plan.panels.map(({ stage }) => stage)];
  const stages = inOrder(plan.statistics ? [...ends, plan.statistics] : ends);
  return {
    stages: Object.fromEntries(stages.map((stage) => [stage.label, said(stage)])),
    missing: plan.missing,
    absent: plan.absent.map((group) => `${named(group)}: ${group.reason}`),
    networked: plan.networked.map(named),
    reach: plan.reach,
  };
}

function named({ statistic, group }: StatisticGroup): string {
  return `${statistic} of ${Object.values(group).join()}`;
}

function said({
  kind,
  params,
  inputs,
  work,
  flop,
  calls,
  bytes,
  memory,
  pixels,
  batch,
  location,
}: Stage): object {
  const from = Object.entries(inputs).map(([role, { label }]) => `${role}: ${label}`);
  return {
    kind,
    params: sha256(canonicalJson(params)).slice(0, 8),
    costs: { work, flop, calls, bytes, memory, pixels, batch },
    location,
    inputs: from,
  };
}
