import type { Distance } from '../diffusion/training-objective.ts';
import type { Network } from '../networks/network.ts';
import { weightedSubbands } from './weighted-subbands.ts';

/**
 * The loss of a denoiser whose error counts by scale: as `denoiserLoss`, but each Haar subband of the error in the
 * latent is multiplied by the weight of its level before the distance is taken. Weights of 1 are the plain loss.
 * @param weights of the details from the finest level on, then of the approximation that is left
 */
export function subbandLoss(denoiser: Network, distance: Distance, weights: readonly number[]): Network {
  return {
    name: `${denoiser.name}-subband-loss`,
    inputs: ['sample', 'time', 'target', 'weight'],
    outputs: ['loss'],
    run(scope, { sample, time, target, weight }) {
      const { ops } = scope;
      const { prediction } = denoiser.run(scope, { sample: sample!, time: time! });
      const error = weightedSubbands(ops, ops.sub(prediction!, target!), weights);
      const distances = distance === 'l1' ? ops.abs(error) : ops.mul(error, error);
      return { loss: ops.mean(ops.mul(distances, weight!), [0, 1, 2, 3]) };
    },
  };
}
