import { fillNormal } from '../diffusion/noise.ts';
import type { Autoencoder } from '../networks/autoencoder.ts';
import { stream } from '../numeric/stream.ts';
import type { ScaleAutoencoderRecipe } from './autoencoder-recipe.ts';
import { batchOf, gathered } from './batches.ts';
import { autoencoderLoss } from './losses.ts';
import type { TrainingTask } from './task.ts';

/**
 * The training of an autoencoder on square images.
 * @param images grey images in [-1, 1], row-major
 * @param side their height and width
 */
export function autoencoderTask(
  autoencoder: Autoencoder,
  recipe: ScaleAutoencoderRecipe,
  images: readonly Float32Array[],
  side: number,
  seed: number,
): TrainingTask {
  const { batch } = recipe.training;
  const image = [batch, 1, side, side];
  const small = side / autoencoder.factor;
  const noise = [batch, autoencoder.latentChannels, small, small];
  return {
    loss: autoencoderLoss(autoencoder, recipe),
    inputs: { image, noise },
    batch(step) {
      const chosen = gathered(images, batchOf(seed, autoencoder.name, step, batch, images.length));
      const draws = stream(seed, 'training', autoencoder.name, step);
      if (recipe.flips) {
        for (let b = 0; b < batch; b++) {
          if (draws.uniform() < 0.5) mirror(chosen.subarray(b * side * side, (b + 1) * side * side), side);
        }
      }
      const values = new Float32Array(noise.reduce((a, b) => a * b));
      fillNormal(draws, values);
      return { image: { shape: image, data: chosen }, noise: { shape: noise, data: values } };
    },
  };
}

/** Left to right, in place. */
function mirror(image: Float32Array, width: number): void {
  for (let start = 0; start < image.length; start += width) image.subarray(start, start + width).reverse();
}
