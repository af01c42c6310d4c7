import { fields } from '../numeric/fields.ts';
import { cleanFromNoise, cleanFromVelocity } from './parameterisation.ts';

/** How a sampler reads a denoiser's output. */
export type Prediction =
  | { readonly target: 'x0' }
  | { readonly target: 'v' }
  | {
      readonly target: 'eps';
      /** The least that sqrt(alpha) counts as when dividing by it: almost pure noise says nothing of x0. */
      readonly signalFloor: number;
      /** Bound on |x0|, applied before anything is derived from it; none where it is null. */
      readonly clip: number | null;
    };

/**
 * The complete reading that a declaration means. A floor of 0.01 and a bound of 4 standard deviations are ours,
 * for latents of unit deviation: neither the paper nor its release says how x0 follows from eps at alpha = 0.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolvePrediction(declaration: unknown, where: string): Prediction {
  const declared = fields(declaration, where);
  const target = declared.oneOf('target', ['x0', 'eps', 'v']);
  const prediction: Prediction =
    target === 'eps'
      ? {
          target,
          signalFloor: declared.number('signalFloor', { atLeast: 0, atMost: 1 }, 0.01),
          clip: declared.raw('clip') === null ? null : declared.number('clip', { above: 0 }, 4),
        }
      : { target };
  declared.end();
  return prediction;
}

/** x0 by the denoiser's output at z, whose cumulative alpha is given. */
export function cleanEstimate(
  prediction: Prediction,
  output: Float32Array,
  z: Float64Array,
  alpha: number,
): Float64Array {
  if (prediction.target === 'x0') return Float64Array.from(output);
  if (prediction.target === 'v') return cleanFromVelocity(output, z, alpha);
  const { clip, signalFloor } = prediction;
  const x0 = cleanFromNoise(output, z, alpha, signalFloor);
  if (clip !== null) for (let i = 0; i < x0.length; i++) x0[i] = Math.max(-clip, Math.min(clip, x0[i]));
  return x0;
}
