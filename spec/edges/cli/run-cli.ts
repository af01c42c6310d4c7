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

/** Runs the command line to its end. */
export function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd: string = root,
): Promise<Ended> {
  return startCli(args, environment, cwd).ended;
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
