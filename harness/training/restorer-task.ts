import type { Network } from '../networks/network.ts';
import { swinir } from '../networks/swinir.ts';
import { stream } from '../numeric/stream.ts';
import { batchOf } from './batches.ts';
import { restorerLoss } from './losses.ts';
import type { TrainedRestorerRecipe } from './restorer-recipe.ts';
import type { TrainingTask } from './task.ts';

/** Pairs of square grey images in [0, 1], one array a sample. */
export interface ImagePairs {
  readonly low: readonly Float32Array[];
  /** Height and width of an LR image. */
  readonly lowSide: number;
  readonly high: readonly Float32Array[];
  readonly highSide: number;
}

/** The network of a recipe, enlarging by a factor; at 1 it mends an image at its size. */
export function restorerNetwork(
  { architecture }: Pick<TrainedRestorerRecipe, 'architecture'>,
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

/** The training of a restorer on square images. */
export function restorerTask(
  restorer: Network,
  { patch, training }: TrainedRestorerRecipe,
  { low, lowSide, high, highSide }: ImagePairs,
  seed: number,
): TrainingTask {
  const { batch } = training;
  const factor = highSide / lowSide;
  const side = Math.min(patch, lowSide);
  const [small, large] = [
    [batch, 1, side, side],
    [batch, 1, factor * side, factor * side],
  ];
  return {
    loss: restorerLoss(restorer, 'l1'),
    inputs: { low: small, target: large },
    batch(step) {
      const draws = stream(seed, 'patches', restorer.name, step);
      const chosen = batchOf(seed, restorer.name, step, batch, low.length).map((position) => ({
        position,
        top: draws.below(lowSide - side + 1),
        left: draws.below(lowSide - side + 1),
      }));
      const cut = (images: readonly Float32Array[], width: number, scale: number) =>
        Float32Array.from(
          chosen.flatMap(({ position, top, left }) =>
            square(images[position]!, width, scale * top, scale * left, scale * side),
          ),
        );
      return {
        low: { shape: small, data: cut(low, lowSide, 1) },
        target: { shape: large, data: cut(high, highSide, factor) },
      };
    },
  };
}

function square(image: Float32Array, width: number, top: number, left: number, side: number): number[] {
  return Array.from({ length: side }, (_, row) => {
    const start = (top + row) * width + left;
    return [...image.subarray(start, start + side)];
  }).flat();
}
