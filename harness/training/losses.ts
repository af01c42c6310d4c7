import type { Distance } from '../diffusion/training-objective.ts';
import type { Autoencoder } from '../networks/autoencoder.ts';
import type { Network } from '../networks/network.ts';
import type { Ops } from '../networks/ops.ts';
import type { ScaleAutoencoderRecipe } from './autoencoder-recipe.ts';

/**
 * The loss of an autoencoder, from `image` `[B, C, H, W]` and `noise` of the latents' shape: the mean square
 * error of the image decoded from the noised latents, plus a penalty on the latents' mean square.
 */
export function autoencoderLoss(
  { name, encoder, decoder }: Autoencoder,
  { latentNoise, latentPenalty }: Pick<ScaleAutoencoderRecipe, 'latentNoise' | 'latentPenalty'>,
): Network {
  return {
    name: `${name}-loss`,
    inputs: ['image', 'noise'],
    outputs: ['loss'],
    run(scope, { image, noise }) {
      const { ops } = scope;
      const latent = encoder.run(scope, { image: image! })['latent']!;
      const noised = ops.add(latent, ops.affine(noise!, latentNoise, 0));
      const decoded = decoder.run(scope, { latent: noised })['image']!;
      const penalty = ops.affine(meanDistance(ops, latent, undefined, 'l2'), latentPenalty, 0);
      return { loss: ops.add(meanDistance(ops, decoded, image!, 'l2'), penalty) };
    },
  };
}

/**
 * The loss of a denoiser, from `sample`, `time`, `target` `[B, C, H, W]` and `weight` `[B, 1, 1, 1]`: the mean
 * over samples of weight times the mean distance of prediction and target.
 */
export function denoiserLoss(denoiser: Network, distance: Distance): Network {
  return {
    name: `${denoiser.name}-loss`,
    inputs: ['sample', 'time', 'target', 'weight'],
    outputs: ['loss'],
    run(scope, { sample, time, target, weight }) {
      const { ops } = scope;
      const { prediction } = denoiser.run(scope, { sample: sample!, time: time! });
      const error = distanceOf(ops, ops.sub(prediction!, target!), distance);
      return { loss: ops.mean(ops.mul(error, weight!), allAxes(ops, error)) };
    },
  };
}

/** The mean distance of a restorer's `image` from `target` `[B, C, H, W]`, given `low`. */
export function restorerLoss(restorer: Network, distance: Distance): Network {
  const [low, image] = [restorer.inputs[0]!, restorer.outputs[0]!];
  return {
    name: `${restorer.name}-loss`,
    inputs: ['low', 'target'],
    outputs: ['loss'],
    run(scope, inputs) {
      const restored = restorer.run(scope, { [low]: inputs['low']! })[image]!;
      return { loss: meanDistance(scope.ops, restored, inputs['target']!, distance) };
    },
  };
}

function meanDistance<T>(ops: Ops<T>, a: T, b: T | undefined, distance: Distance): T {
  const error = distanceOf(ops, b === undefined ? a : ops.sub(a, b), distance);
  return ops.mean(error, allAxes(ops, error));
}

function distanceOf<T>(ops: Ops<T>, error: T, distance: Distance): T {
  return distance === 'l1' ? ops.abs(error) : ops.mul(error, error);
}

function allAxes<T>(ops: Ops<T>, x: T): readonly number[] {
  return ops.shape(x).map((_, axis) => axis);
}
