import type { Stage } from '../pipeline/stage.ts';
import type { ProvenanceView } from '../report/view-model.ts';
import type { Conducted } from './conduct.ts';
import type { Ports, Surroundings } from './ports.ts';
import type { Prepared } from './prepare.ts';

/** Where a run's results come from: versions, seed, engine, networks, data, and where the time went. */
export function provenanceOf(
  prepared: Prepared,
  conducted: Conducted,
  kind: Ports['kind'],
  { harness, engine, node, system, made }: Surroundings,
): ProvenanceView {
  return {
    facts: [
      ['Harness', harness],
      ['Profile', `${prepared.profile.id} (tier: ${prepared.profile.tier})`],
      ['Selection', prepared.only.join(', ') || 'everything'],
      ['Seed', String(prepared.seed)],
      ['Engine', engineOf(conducted, kind, engine)],
      ...batchesOf(prepared.profile.networkBatch),
      ...networksOf(conducted),
      ['Node.js', node],
      ['System', system],
      ['Made', made],
    ],
    data: prepared.datasets.flatMap(({ planned, files }) =>
      files.map((file) => ({ dataset: planned.id, ...file })),
    ),
    time: timesOf(conducted.stages, conducted.execution),
  };
}

function engineOf({ stages, execution }: Conducted, kind: Ports['kind'], usual: string): string {
  const own = stages.filter((stage) => kind(stage.kind).runsNetworks);
  const [first] = own;
  if (!first) return 'none: no network was run';
  const now = own.filter(({ key }) => execution.seconds.has(key)).length;
  return `${first.engine ?? usual}, 1 thread in each worker; ${now} of ${own.length} stages with networks run now, the others from the store`;
}

/** What was declared of how many images go through networks at once. */
function batchesOf(declared: Prepared['profile']['networkBatch']): readonly (readonly [string, string])[] {
  if (declared === undefined) return [];
  const most = typeof declared === 'number' ? `${declared}` : `as many as fit into ${declared.gigabytes} GB`;
  return [['Images at once', `${most}, through each network`]];
}

/** Where the weights of the trained networks came from. */
function networksOf({ stages, execution }: Conducted): readonly (readonly [string, string])[] {
  const shipped = stages.filter(({ kind }) => kind === 'shipped').length;
  const trained = stages.filter(({ kind }) => kind.startsWith('train-'));
  if (shipped + trained.length === 0) return [];
  const now = trained.filter(({ key }) => execution.seconds.has(key)).length;
  const earlier = trained.length - now;
  const parts = [
    `${shipped} shipped with the harness`,
    `${now} trained in this run`,
    ...(earlier > 0 ? [`${earlier} trained in an earlier run`] : []),
  ];
  return [['Networks', parts.join(', ')]];
}

function timesOf(
  stages: readonly Stage[],
  { seconds, undone }: Conducted['execution'],
): ProvenanceView['time'] {
  return [...new Set(stages.map(({ kind }) => kind))].map((kind) => {
    const own = stages.filter((stage) => stage.kind === kind);
    const computed = own.filter(({ key }) => seconds.has(key));
    const flop = computed.reduce((sum, stage) => sum + (stage.flop ?? 0), 0);
    return {
      stage: kind,
      runs: computed.length,
      cached: own.length - computed.length - undone.filter((stage) => stage.kind === kind).length,
      seconds: computed.reduce((sum, { key }) => sum + seconds.get(key)!, 0),
      ...(flop > 0 && { gflop: flop / 1e9 }),
    };
  });
}
