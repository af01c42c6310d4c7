import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MeasuredSpeed } from '../../../study/ports.ts';

/** By the engine and its version, as `doctor --probe` measured it here; a bare number is operations a second. */
type Speeds = Readonly<Record<string, unknown>>;

const fileIn = (store: string) => join(store, 'speeds.json');

/** What was measured of an engine; nothing where nothing was. */
export async function measuredSpeed(store: string, engine: string): Promise<MeasuredSpeed> {
  const found = (await speedsIn(store))[engine];
  const { flops, serial } = Object(typeof found === 'number' ? { flops: found } : found);
  return {
    ...(typeof flops === 'number' && flops > 0 && { flops }),
    ...(typeof serial === 'number' && serial >= 0 && serial <= 1 && { serial }),
  };
}

/** Keeps what was measured. */
export async function keepSpeed(store: string, engine: string, measured: MeasuredSpeed): Promise<void> {
  const speeds = { ...(await speedsIn(store)), [engine]: measured };
  await mkdir(dirname(fileIn(store)), { recursive: true });
  await writeFile(fileIn(store), `${JSON.stringify(speeds, null, 2)}\n`);
}

async function speedsIn(store: string): Promise<Speeds> {
  try {
    return JSON.parse(await readFile(fileIn(store), 'utf8')) as Speeds;
  } catch {
    return {};
  }
}
