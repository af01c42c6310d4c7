import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, platform, release } from 'node:os';
import { join } from 'node:path';
import { type Lanes, shownLanes } from '../study/cost/lanes.ts';
import type { Surroundings } from '../study/ports.ts';
import { engineReport } from './engines/engine-report.ts';
import { packageRoot } from './files/package-root.ts';

/** What this machine has to say of a run, and how it was shared out where something was computed. */
export async function surroundings(lanes?: Lanes): Promise<Surroundings> {
  const {
    name,
    version,
    description,
    license,
    engines: runs,
  } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Record<
    'name' | 'version' | 'description' | 'license',
    string
  > & { readonly engines: { node: string } };
  const { engines } = await engineReport();
  return {
    software: { name, version, description, licence: license, runtime: `Node.js ${runs.node}` },
    harness: `latent-sr ${version}${commit()}`,
    engine: engines.find(({ name }) => name === 'onnx')?.detail ?? 'ONNX Runtime',
    node: `${process.version}, V8 ${process.versions.v8}`,
    system: `${platform()} ${release()} ${arch()}, ${availableParallelism()} cores${lanes ? `, ${shownLanes(lanes)}` : ''}`,
    made: new Date().toISOString(),
  };
}

/** The commit of a checkout; an installed package has none, though the project around it may. */
function commit(): string {
  if (!existsSync(join(packageRoot, '.git'))) return '';
  const git = (...args: string[]) => spawnSync('git', args, { cwd: packageRoot, encoding: 'utf8' });
  const head = git('rev-parse', '--short=12', 'HEAD');
  if (head.status !== 0) return '';
  const dirty = git('status', '--porcelain', '--untracked-files=no').stdout.trim() !== '';
  return `, commit ${head.stdout.trim()}${dirty ? ' with changes' : ''}`;
}
