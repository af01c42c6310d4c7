import { type LpipsConfig, lpips, lpipsAlex } from '../../networks/alexnet-lpips.ts';
import type { Engine, Weights } from '../../networks/engine.ts';
import { layouts, networkWeights } from '../../networks/layout.ts';
import { assertComparable, type Image, shapeOf } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { readWeightFiles } from '../files/weights/read-weights.ts';
import { overBatches, overNetwork } from '../stages/over-batches.ts';
import { toSigned } from './pixels.ts';

/** Where LPIPS keeps the division by a feature's length from zero. */
export type LpipsEpsilon = LpipsConfig['epsilon'];

/** LPIPS of pairs of images in [0, 1], grey or colour, in the order of the pairs. */
export type Lpips = (images: readonly Image[], references: readonly Image[]) => Promise<readonly number[]>;

/** The least side: at 32 pixels the last three of AlexNet's features are single positions. */
const SMALLEST = 32;

/**
 * The weights of LPIPS over AlexNet (version 0.1).
 * @param paths one file with all of them, or torchvision's AlexNet and the linear layers
 * @throws InputError when they are not those of LPIPS.
 */
export function readLpipsWeights(paths: readonly string[]): Weights {
  const shape = [1, 3, SMALLEST, SMALLEST];
  const network = lpips('lpips', lpipsAlex);
  return networkWeights(
    network,
    { image: shape, reference: shape },
    readWeightFiles(paths),
    layouts.lpips,
    paths.join(', '),
  );
}

/**
 * LPIPS on an engine. Pairs may be of several sizes, each at least 32 x 32.
 * @throws InputError (when it is called) when a pair cannot be compared or is too small.
 */
export function openLpips(engine: Engine, weights: Weights, epsilon: LpipsEpsilon): Lpips {
  const network = lpips('lpips', { ...lpipsAlex, epsilon });
  return async (images, references) => {
    const pairs = images.map((image, i) => [image, references[i]!] as const);
    for (const [image, reference] of pairs) {
      assertComparable('lpips', image, reference);
      assertLarge('lpips', image);
    }
    const over = overNetwork(network, weights, (image) => toSigned(image, 3));
    return (await overBatches(engine, over, pairs)).map((distance) => distance[0]!);
  };
}

/** @throws InputError for an image of which AlexNet's last layers would see nothing. */
export function assertLarge(where: string, image: Image): void {
  if (Math.min(image.height, image.width) >= SMALLEST) return;
  throw new InputError({
    where,
    expected: `images of at least ${SMALLEST}x${SMALLEST} pixels, below which AlexNet's strides leave nothing`,
    got: shapeOf(image),
    remedy: 'compare larger images, or take another metric',
  });
}
