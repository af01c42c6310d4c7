import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryEnvironment } from '../../harness/edges/executors/memory-environment.ts';
import type { Bench } from './bench.ts';

/** What a process took that did one thing: processor seconds of each run after the first, and its memory at most. */
export interface Alone {
  readonly seconds: readonly number[];
  /** Bytes of the whole process, from its start. */
  readonly peak: number;
}

const ours = fileURLToPath(new URL('alone-ours.ts', import.meta.url));
const theirs = fileURLToPath(new URL('alone_theirs.py', import.meta.url));
const modules = fileURLToPath(new URL('../../golden/oracles', import.meta.url));

/** Runs a bench so often in a process of its own, started as those that compute stages are, on one thread. */
export function oursAlone({ name }: Bench, runs: number): Alone {
  return answerOf(process.execPath, [...process.execArgv, ours, name, `${runs}`], '', memoryEnvironment);
}

/** The same of its counterpart in Python. */
export function theirsAlone({ python }: Bench, executable: string, runs: number): Alone {
  return answerOf(executable, ['-B', theirs, `${runs}`], python);
}

function answerOf(program: string, args: readonly string[], input = '', more = {}): Alone {
  const env = { ...more, ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', PYTHONPATH: modules };
  const { status, stdout, stderr } = spawnSync(program, args, { env, input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Alone;
}
