import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, platform, release } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../../../pipeline/stage.ts';
import type { ProvenanceView } from '../../../report/view-model.ts';
import { packageRoot } from '../../files/package-root.ts';
import type { Conducted } from './conduct.ts';
import type { Prepared } from './prepare.ts';

/** Where a run's results come from: versions, seed, data, and where the time went. */
export function provenanceOf(prepared: Prepared, conducted: Conducted, jobs: number): ProvenanceView {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    facts: [
      ['Harness', `latent-sr ${version}${commit()}`],
      ['Profile', `${prepared.profile.id} (tier: ${prepared.profile.tier})`],
      ['Selection', prepared.only.join(', ') || 'everything'],
      ['Seed', String(prepared.seed)],
      ['Engine', 'none: no network was run'],
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
    time: timesOf(conducted.stages, conducted.execution.seconds),
  };
}

function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: packageRoot, encoding: 'utf8' });
  const head = git('rev-parse', '--short=12', 'HEAD');
  if (head.status !== 0) return '';
  const dirty = git('status', '--porcelain', '--untracked-files=no').stdout.trim() !== '';
  return `, commit ${head.stdout.trim()}${dirty ? ' with changes' : ''}`;
}

function timesOf(stages: readonly Stage[], seconds: ReadonlyMap<string, number>): ProvenanceView['time'] {
  return [...new Set(stages.map(({ kind }) => kind))].map((kind) => {
    const own = stages.filter((stage) => stage.kind === kind);
    const computed = own.filter(({ key }) => seconds.has(key));
    return {
      stage: kind,
      runs: computed.length,
      cached: own.length - computed.length,
      seconds: computed.reduce((sum, { key }) => sum + seconds.get(key)!, 0),
    };
  });
}
