import { InputError } from '../../numeric/input-error.ts';
import { indexFromNoise, type Schedule } from '../schedule.ts';

/** Which T' of T indices a respaced sampler visits. */
export type Spacing = 'linspace' | 'trailing';

/**
 * The schedule's indices that `steps` steps over its whole range visit, from noise to image, always with the
 * noisiest first. Counting t from the clean end, 0 .. T - 1:
 * - `linspace`: round(k (T - 1) / (T' - 1)), both ends included; the noisiest alone at T' = 1
 * - `trailing`: round(T - k T / T') - 1, the noisiest end included
 *
 * Both as Lin et al. (2024, table 2), ties rounded to even as their code does. At T' = T both visit every index.
 * @throws InputError when there are more steps than indices.
 */
export function timesteps(schedule: Schedule, steps: number, spacing: Spacing): Int32Array {
  const total = schedule.alphas.length;
  assertSteps(steps, total);
  return Int32Array.from({ length: steps }, (_, k) => {
    const t = spacing === 'trailing' ? trailing(total, steps, k) : linspace(total, steps, k);
    return indexFromNoise(schedule, total - 1 - t);
  });
}

/** @throws InputError when there are more steps than the schedule has. */
export function assertSteps(steps: number, total: number): void {
  if (steps <= total) return;
  throw new InputError({
    where: 'sampler',
    expected: `at most the schedule's ${total} steps`,
    got: `${steps}`,
    remedy: 'ask for fewer steps, or train on a longer schedule',
  });
}

function linspace(total: number, steps: number, k: number): number {
  return steps === 1 ? total - 1 : roundHalfEven((steps - 1 - k) * ((total - 1) / (steps - 1)));
}

function trailing(total: number, steps: number, k: number): number {
  return roundHalfEven(total - k * (total / steps)) - 1;
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}
