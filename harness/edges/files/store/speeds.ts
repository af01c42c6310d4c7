import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Floating-point operations a second by the engine and its version, as `doctor --probe` measured them here. */
type Speeds = Readonly<Record<string, number>>;

const fileIn = (store: string) => join(store, 'speeds.json');

/** What was measured of an engine; undefined where nothing was. */
export async function measuredSpeed(store: string, engine: string): Promise<number | undefined> {
  const found = (await speedsIn(store))[engine];
  return typeof found === 'number' && found > 0 ? found : undefined;
}

/** Keeps what was measured. */
export async function keepSpeed(store: string, engine: string, flops: number): Promise<void> {
  const speeds = { ...(await speedsIn(store)), [engine]: flops };
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
