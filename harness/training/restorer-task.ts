import type { Network } from '../networks/network.ts';
import { swinir } from '../networks/swinir.ts';
import { batchOf, gathered } from './batches.ts';
import { restorerLoss } from './losses.ts';
import type { RestorerRecipe } from './restorer-recipe.ts';
import type { TrainingTask } from './task.ts';

/** Pairs of grey images in [0, 1], one array a sample. */
export interface ImagePairs {
  readonly low: readonly Float32Array[];
  readonly lowShape: readonly number[];
  readonly high: readonly Float32Array[];
  readonly highShape: readonly number[];
}

/** The network of a recipe, enlarging by a factor; at 1 it mends an image at its size. */
export function restorerNetwork(
  { architecture }: Pick<RestorerRecipe, 'architecture'>,
  factor: number,
): Network {
  return swinir('restorer', {
    ...architecture,
    imageChannels: 1,
    scale: factor,
    upsampler: factor === 1 ? 'none' : 'pixelshuffledirect',
    residual: '1conv',
  });
}

/** The training of a restorer. */
export function restorerTask(
  restorer: Network,
  { training }: RestorerRecipe,
  { low, lowShape, high, highShape }: ImagePairs,
  seed: number,
): TrainingTask {
  const { batch } = training;
  const [small, large] = [
    [batch, ...lowShape],
    [batch, ...highShape],
  ];
  return {
    loss: restorerLoss(restorer, 'l1'),
    inputs: { low: small, target: large },
    batch(step) {
      const positions = batchOf(seed, restorer.name, step, batch, low.length);
      return {
        low: { shape: small, data: gathered(low, positions) },
        target: { shape: large, data: gathered(high, positions) },
      };
    },
  };
}
