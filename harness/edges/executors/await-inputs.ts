import { setTimeout as wait } from 'node:timers/promises';
import { needsOf, type Stage } from '../../pipeline/stage.ts';
import type { Store } from '../files/store/store.ts';
import { MachineFault } from '../files/system-fault.ts';

/**
 * Waits until a stage's inputs are stored. Another machine that has just stored one may see it before this one does.
 * @throws MachineFault after so many seconds: an input that is nowhere was to be computed by another task
 */
export async function awaitInputs(
  stage: Stage,
  store: Pick<Store, 'has'>,
  patience: number,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Promise<void> {
  for (let left = patience; ; left--) {
    const absent: Stage[] = [];
    for (const input of needsOf(stage)) if (!(await store.has(input.key))) absent.push(input);
    const [first] = absent;
    if (!first) return;
    if (left <= 0) {
      throw new MachineFault({
        where: stage.label,
        expected: `its input '${first.label}' in the store`,
        got: 'nothing there',
        remedy: `compute it first: latent-sr stage ${first.key}, with the same plan and store`,
      });
    }
    await pause(1000);
  }
}
