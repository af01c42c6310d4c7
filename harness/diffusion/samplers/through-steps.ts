import type { Trained } from '../trained.ts';
import type { Sampling } from './sampler.ts';

/**
 * The latents after so many steps, in double precision, from the sampler's start or from where an earlier process stood.
 * @param step makes those after step k of those before it, which it may overwrite
 */
export async function throughSteps(
  { start, from, reached }: Pick<Sampling<Trained>, 'start' | 'from' | 'reached'>,
  steps: number,
  step: (z: Float64Array, k: number) => Promise<Float64Array>,
): Promise<Float64Array> {
  let z: Float64Array = Float64Array.from(from?.z ?? start);
  for (let k = from?.step ?? 0; k < steps; k++) {
    z = await step(z, k);
    await reached?.({ step: k + 1, z });
  }
  return z;
}
