import type { Distance } from '../diffusion/training-objective.ts';
import type { Network } from '../networks/network.ts';
import type { Ops } from '../networks/ops.ts';
import { InputError } from '../numeric/input-error.ts';

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

/**
 * `[B, C, H, W]` taken apart by the orthonormal Haar transform, the subbands of each level multiplied by its weight,
 * and put together again. What the three details of a level hold is x less the means of its 2 x 2 blocks, so that
 * S(x; w, ...) = w x + up(S(m; ...) - w m) with the means m, and S(x; w) = w x.
 * @throws InputError where sides cannot be halved as often as there are levels.
 */
export function weightedSubbands<T>(ops: Ops<T>, x: T, [weight, ...coarser]: readonly number[]): T {
  const weighted = ops.affine(x, weight!, 0);
  if (coarser.length === 0) return weighted;
  const means = blockMeans(ops, x);
  const change = ops.sub(weightedSubbands(ops, means, coarser), ops.affine(means, weight!, 0));
  return ops.add(weighted, ops.resizeNearest(change, 2));
}

function blockMeans<T>(ops: Ops<T>, x: T): T {
  const [batch, channels, height, width] = ops.shape(x) as readonly [number, number, number, number];
  if ((height % 2) + (width % 2) > 0) {
    throw new InputError({
      where: 'subbands of a latent',
      expected: 'even sides',
      got: `${height} x ${width}`,
      remedy: 'give fewer weights: each but the last takes a level, which halves the sides',
    });
  }
  const blocks = ops.reshape(x, [batch, channels, height / 2, 2, width / 2, 2]);
  return ops.reshape(ops.mean(blocks, [3, 5]), [batch, channels, height / 2, width / 2]);
}
