import { resize } from '../../degrade/resize.ts';
import type { StackItem } from '../../pipeline/image-stack.ts';
import type { Samples } from '../networks/batches.ts';
import { signedSamples } from './stack-samples.ts';

/** LR images in [-1, 1], enlarged to a size by Pillow's bicubic kernel: what SR3 sees of them. */
export function enlargedSamples(low: readonly StackItem[], height: number, width: number): Samples {
  const enlarged = low.map((item) => ({
    ...item,
    image: resize(item.image, height, width, 'bicubic', 'float'),
  }));
  return signedSamples(enlarged, 1);
}
