import type { Stage } from '../../pipeline/stage.ts';
import type { Store } from '../files/store/store.ts';

/**
 * Takes the parts of a stage out of the store once the whole is stored and can be read back; those that somebody holds
 * stay, and so do batches of images, which are results of their own.
 * @returns bytes that were freed
 */
export async function forgetParts({ key, parts = [] }: Stage, store: Store): Promise<number> {
  const own: Stage[] = [];
  for (const stage of parts) if (stage.part && (await store.holds(stage.key))) own.push(stage);
  if (own.length === 0 || !(await store.read(key))) return 0;
  let bytes = 0;
  // What cannot be removed stays: the result is stored, and no run fails of what is too much.
  for (const part of own) bytes += await store.forget(part.key, key).catch(() => 0);
  return bytes;
}
