import { type LpipsConfig, lpips, lpipsAlex } from '../../networks/alexnet-lpips.ts';
import type { Engine } from '../../networks/engine.ts';
import { layouts, networkWeights } from '../../networks/layout.ts';
import type { Tensor } from '../../networks/tensor.ts';
import { assertComparable, type Image } from '../../numeric/image.ts';
import { readWeights } from '../files/weights.ts';
import { toSigned } from './pixels.ts';

/** Where LPIPS keeps the division by a feature's length from zero. */
export type LpipsEpsilon = LpipsConfig['epsilon'];

/**
 * The LPIPS distance of two images in [0, 1], grey or colour, by AlexNet (version 0.1).
 * @param paths one file with all weights, or torchvision's AlexNet and the linear layers
 * @throws InputError when the images cannot be compared, or the weights are not those of LPIPS.
 */
export async function lpipsDistance(
  engine: Engine,
  paths: readonly string[],
  image: Image,
  reference: Image,
  epsilon: LpipsEpsilon,
): Promise<number> {
  assertComparable('lpips', image, reference);
  const inputs = { image: toSigned(image, 3), reference: toSigned(reference, 3) };
  const shapes = { image: inputs.image.shape, reference: inputs.reference.shape };
  const network = lpips('lpips', { ...lpipsAlex, epsilon });
  const tensors = new Map<string, Tensor>();
  for (const path of paths) for (const [name, tensor] of readWeights(path)) tensors.set(name, tensor);
  const weights = networkWeights(network, shapes, tensors, layouts.lpips, paths.join(', '));
  const compiled = await engine.compile(network, shapes, weights);
  try {
    const { distance } = await compiled.run(inputs);
    return distance!.data[0]!;
  } finally {
    await compiled.dispose();
  }
}
