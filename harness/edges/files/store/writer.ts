import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from '../../../pipeline/canonical.ts';
import { isAlive } from '../process-alive.ts';

/** A process that writes to a store which those of other machines write to as well. */
export interface Writer {
  readonly host: string;
  /** Where its process ids mean something: a machine since its start, or a container on it. */
  readonly space: string;
  readonly pid: number;
}

/** This process. */
export const thisWriter: Writer = {
  host: hostname().replaceAll(/[^A-Za-z0-9.-]/g, '-'),
  space: sha256(`${bootId()} ${pidNamespace()}`).slice(0, 8),
  pid: process.pid,
};

/** A name for something unfinished that no other writer, on any machine, gives. */
export function temporaryName(base: string, { host, space, pid }: Writer): string {
  return [base, host, space, pid, randomBytes(6).toString('hex')].join('~');
}

/** Who gave a temporary name; undefined for any other name. */
export function writerOf(name: string): Writer | undefined {
  const [, host, space, pid, random] = name.split('~');
  if (random === undefined) return undefined;
  return { host: host!, space: space!, pid: Number(pid) };
}

/** Whether a writer has ended, as far as `here` can tell: nothing is known of another machine's. */
export function hasEnded(writer: Writer, here: Writer): boolean {
  return writer.host === here.host && writer.space === here.space && !isAlive(writer.pid);
}

function bootId(): string {
  return given(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
}

function pidNamespace(): string {
  return given(() => readlinkSync('/proc/self/ns/pid'));
}

/** Systems without /proc have one space of processes. */
function given(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
