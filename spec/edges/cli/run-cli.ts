import { type ChildProcess, spawn } from 'node:child_process';
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

/** Starts the command line as users do, which builds it first where a source is newer; `ended` settles when it does. */
export function startCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: root,
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

/** Runs the command line to its end. */
export function runCli(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return startCli(args, environment).ended;
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
