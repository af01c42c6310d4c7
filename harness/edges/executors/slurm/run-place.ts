import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '../../../pipeline/stage.ts';
import { packageRoot } from '../../files/package-root.ts';
import { writePlan } from '../plan-file.ts';
import { clusterFolder } from './jobs-log.ts';
import { keysOf, type RunPlace, scriptOf } from './script.ts';
import type { StageArray } from './stage-array.ts';

/** Where a run of now keeps its scripts: a folder of its own beside the store's results. */
export function placeOf(store: string): RunPlace {
  const time = new Date().toISOString().replaceAll(/[-:]|\..*/g, '');
  const folder = join(clusterFolder(store), `${time}-${randomBytes(3).toString('hex')}`);
  // The build itself: its launcher would build it where a source is newer, on every machine at once.
  const program = join(packageRoot, '.build', 'harness', 'main.js');
  return { folder, plan: join(folder, 'plan.json'), store, node: process.execPath, program };
}

/** Writes what the arrays of a run share. */
export async function makePlace(place: RunPlace, stages: readonly Stage[]): Promise<void> {
  await mkdir(join(place.folder, 'logs'), { recursive: true });
  await writePlan(place.plan, stages);
}

/** Writes an array's script and the list of its keys; returns the script. */
export async function writeArray(place: RunPlace, array: StageArray): Promise<string> {
  const script = join(place.folder, `${array.name}.sh`);
  await writeFile(keysOf(place, array.name), `${array.stages.map(({ key }) => key).join('\n')}\n`);
  await writeFile(script, scriptOf(array, place));
  return script;
}
