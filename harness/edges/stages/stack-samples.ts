import { createImage, toGrey } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { StackItem } from '../../pipeline/image-stack.ts';
import type { Samples } from '../networks/batches.ts';
import { fromSigned, toSigned } from '../networks/pixels.ts';

/** Images in [0, 1] as a network's samples in [-1, 1]. @throws InputError when they have different sizes */
export function signedSamples(items: readonly StackItem[], channels: number): Samples {
  const tensors = items.map(({ image }) => toSigned(image, channels));
  return oneShape(
    items,
    tensors.map(({ shape, data }) => ({ shape: shape.slice(1), data })),
  );
}

/** Latents as they are. */
export function plainSamples(items: readonly StackItem[]): Samples {
  return oneShape(
    items,
    items.map(({ image: { channels, height, width, data } }) => ({
      shape: [channels, height, width],
      data: Float32Array.from(data),
    })),
  );
}

/**
 * Samples in [-1, 1] as grey images in [0, 1], under the names of `items`. Autoencoders of colour images were
 * given the grey image three times over; the mean of what they make is the release's grey variant.
 */
export function imagesOf(items: readonly StackItem[], { shape, rows }: Samples): StackItem[] {
  return items.map(({ id, subject }, i) => ({
    id,
    subject,
    image: toGrey(fromSigned({ shape: [1, ...shape], data: rows[i]! })),
  }));
}

/** Latents as they are, under the names of `items`. */
export function latentsOf(items: readonly StackItem[], { shape, rows }: Samples): StackItem[] {
  const [channels, height, width] = shape as [number, number, number];
  return items.map(({ id, subject }, i) => ({
    id,
    subject,
    image: createImage(channels, height, width, Float64Array.from(rows[i]!)),
  }));
}

function oneShape(
  items: readonly StackItem[],
  tensors: readonly { readonly shape: readonly number[]; readonly data: Float32Array }[],
): Samples {
  const [first] = tensors;
  const odd = tensors.findIndex(({ shape }) => shape.join() !== first!.shape.join());
  if (odd < 0) return { shape: first!.shape, rows: tensors.map(({ data }) => data) };
  throw new InputError({
    where: `sample ${items[odd]!.id}`,
    expected: `the size of the first image, [${first!.shape.join(', ')}]`,
    got: `[${tensors[odd]!.shape.join(', ')}]`,
    remedy: 'give images of one size',
  });
}
