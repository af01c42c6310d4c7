import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, platform, release } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../../../pipeline/stage.ts';
import type { ProvenanceView } from '../../../report/view-model.ts';
import { packageRoot } from '../../files/package-root.ts';
import { stageKindNamed } from '../../stages/catalogue.ts';
import type { Conducted } from './conduct.ts';
import type { Prepared } from './prepare.ts';

/** Where a run's results come from: versions, seed, engine, networks, data, and where the time went. */
export async function provenanceOf(
  prepared: Prepared,
  conducted: Conducted,
  jobs: number,
): Promise<ProvenanceView> {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    facts: [
      ['Harness', `latent-sr ${version}${commit()}`],
      ['Profile', `${prepared.profile.id} (tier: ${prepared.profile.tier})`],
      ['Selection', prepared.only.join(', ') || 'everything'],
      ['Seed', String(prepared.seed)],
      ['Engine', await engineOf(conducted)],
      ...networksOf(conducted),
      ['Node.js', `${process.version}, V8 ${process.versions.v8}`],
      [
        'System',
        `${platform()} ${release()} ${arch()}, ${availableParallelism()} cores, ${jobs} worker${jobs === 1 ? '' : 's'}`,
      ],
      ['Made', new Date().toISOString()],
    ],
    data: prepared.datasets.flatMap(({ planned, files }) =>
      files.map((file) => ({ dataset: planned.id, ...file })),
    ),
    time: timesOf(conducted.stages, conducted.execution),
  };
}

function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: packageRoot, encoding: 'utf8' });
  const head = git('rev-parse', '--short=12', 'HEAD');
  if (head.status !== 0) return '';
  const dirty = git('status', '--porcelain', '--untracked-files=no').stdout.trim() !== '';
  return `, commit ${head.stdout.trim()}${dirty ? ' with changes' : ''}`;
}

async function engineOf({ stages, execution }: Conducted): Promise<string> {
  const own = stages.filter(({ kind }) => stageKindNamed(kind).runsNetworks);
  const [first] = own;
  if (!first) return 'none: no network was run';
  const { engineReport } = await import('../../engines/engine-report.ts');
  const { engines } = await engineReport();
  const onnx = engines.find(({ name }) => name === 'onnx')?.detail ?? 'ONNX Runtime';
  const now = own.filter(({ key }) => execution.seconds.has(key)).length;
  return `${first.engine ?? onnx}, 1 thread in each worker; ${now} of ${own.length} stages with networks run now, the others from the store`;
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
