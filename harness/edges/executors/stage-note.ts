import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError, type InputFault } from '../../numeric/input-error.ts';
import { MachineFault, systemFault } from '../files/system-fault.ts';

/** What went wrong with a stage elsewhere. */
export interface StageNote {
  /** `input` fails anywhere, `machine` may succeed on another one, `program` is ours to mend. */
  readonly kind: 'input' | 'machine' | 'program';
  readonly fault: InputFault;
  /** The machine, by the name that the queue has for it. */
  readonly node: string;
}

/** Does the work of a stage; leaves a note where it fails. */
export async function noting<T>(folder: string | undefined, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (folder !== undefined) write(folder, key, noteOf(error));
    throw error;
  }
}

/** The note that a stage left, or undefined. */
export function readNote(folder: string, key: string): StageNote | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(folder, key), 'utf8')) as StageNote;
  } catch {
    return undefined;
  }
}

/** Takes a note away before the stage is tried again. */
export function forgetNote(folder: string, key: string): void {
  rmSync(fileOf(folder, key), { force: true });
}

function noteOf(error: unknown): StageNote {
  const node = process.env['SLURMD_NODENAME'] ?? hostname();
  const known = error instanceof InputError ? error : systemFault(error);
  if (known) return { kind: known instanceof MachineFault ? 'machine' : 'input', fault: known.fault, node };
  const fault = {
    where: 'latent-sr stage',
    expected: 'no error of its own',
    got: String((error as Error)?.stack ?? error),
    remedy: 'please report it',
  };
  return { kind: 'program', fault, node };
}

/** Where the disk is full there is no note either, and nothing more to say. */
function write(folder: string, key: string, note: StageNote): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(fileOf(folder, key), JSON.stringify(note));
  } catch {}
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${key}.json`);
}
