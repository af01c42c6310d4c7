import { type ChildProcess, fork, spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..', '..');
const launcher = join(root, 'harness', 'latent-sr.mjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts the command line as users do, which builds it first where a source is newer; `ended` settles when it does.
 * @param cwd the folder that it starts in: this package's where it is left out
 */
export function startCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd: string = root,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code, signal) => done({ code, signal, ...texts }));
  });
  return { child, ended };
}

/** Who runs commands for this process. */
let warm: ChildProcess | undefined;
const waiting: ((ended: Ended) => void)[] = [];

/**
 * Runs the command line to its end, in a process that has run others before: loading the program takes longer than most
 * commands. `startCli` gives it one of its own.
 */
export function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd: string = root,
): Promise<Ended> {
  warm ??= startWarm();
  warm.send({ args, environment: { ...process.env, ...environment }, cwd });
  return new Promise((done) => waiting.push(done));
}

function startWarm(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'warm.mjs'), {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // It ends with this process, which need not wait for it.
  child.unref();
  child.channel!.unref();
  child.on('message', (ended: Ended) => waiting.shift()!(ended));
  child.on('exit', (code, signal) => {
    warm = undefined;
    for (const done of waiting.splice(0))
      done({ code, signal, stdout: '', stderr: 'the warm process ended' });
  });
  return child;
}

/** A workspace of its own: copies of the declarations and the golden values, with an empty store. */
export function copyWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-workspace-'));
  for (const name of ['experiments', 'golden']) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.includes('oracles'),
    });
  }
  return folder;
}
