import { fittedInput, fittedOutput, type Size } from '../../baselines/fitted.ts';
import type { Fit } from '../../baselines/method.ts';
import type { Compiled, Engine, Weights } from '../../networks/engine.ts';
import type { Network } from '../../networks/network.ts';
import { createImage, type Image, toGrey } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';

/** A network that enlarges images, with its weights. */
export interface Restorer {
  /** `image` `[B, C, H, W]` in [0, 1] to its first output `[B, C, factor H, factor W]`. */
  readonly network: Network;
  readonly weights: Weights;
  /** C: a grey image is copied to all of them, and their mean is the result. */
  readonly channels: number;
  readonly factor: number;
}

/**
 * What a restorer makes of LR images, each of its target's size and in [0, 1], in their order. Compiles the
 * network once for each size of image.
 *
 * Images go through one by one: a batch would need its memory many times over and is no faster on a processor,
 * and what becomes of an image cannot depend on the others.
 * @throws InputError when a size or the channels of an image do not fit the network.
 */
export async function restoreWith(
  engine: Engine,
  { network, weights, channels, factor }: Restorer,
  images: readonly Image[],
  targets: readonly Size[],
  fit: Fit,
): Promise<Image[]> {
  const restored: Image[] = [];
  const inputs = images.map((image, i) => fittedInput(image, targets[i]!, factor, fit));
  for (const indices of bySize(inputs)) {
    const { height, width } = inputs[indices[0]!]!;
    const shape = [1, channels, height, width];
    const compiled = await engine.compile(network, { image: shape }, weights);
    try {
      for (const i of indices) {
        const enlarged = await enlarge(compiled, network, inputs[i]!, shape);
        restored[i] = fittedOutput(enlarged, targets[i]!);
      }
    } finally {
      await compiled.dispose();
    }
  }
  return restored;
}

async function enlarge(
  compiled: Compiled,
  network: Network,
  image: Image,
  shape: readonly number[],
): Promise<Image> {
  const channels = shape[1]!;
  if (image.channels !== 1 && image.channels !== channels) {
    throw new InputError({
      where: network.name,
      expected: channels === 1 ? 'a grey image' : `an image of 1 or ${channels} channels`,
      got: `${image.channels}`,
      remedy: 'convert the image first',
    });
  }
  const plane = image.data.length;
  const data = Float32Array.from(
    { length: shape.reduce((a, b) => a * b, 1) },
    (_, i) => image.data[i % plane]!,
  );
  const output = (await compiled.run({ image: { shape, data } }))[network.outputs[0]!]!;
  const [, out, height, width] = output.shape as [number, number, number, number];
  // Cut before the mean, as a program would that writes a colour image.
  const values = Float64Array.from(output.data, (value) => Math.min(Math.max(value, 0), 1));
  const enlarged = createImage(out, height, width, values);
  return image.channels === 1 ? toGrey(enlarged) : enlarged;
}

function bySize(images: readonly Image[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  images.forEach(({ height, width }, i) => {
    const key = `${height}x${width}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return groups.values();
}
