import type { Engine, Weights } from '../../networks/engine.ts';
import type { Network } from '../../networks/network.ts';
import type { Tensor } from '../../networks/tensor.ts';
import type { Image } from '../../numeric/image.ts';
import { inBatches, joinedRows, splitRows } from './batches.ts';

/** A network with what it takes to run it over images. */
export interface OverImages {
  readonly network: Network;
  readonly weights: Weights;
  /** An image as an input of the network, `[1, C, H, W]`. */
  prepare(image: Image): Tensor;
}

/**
 * What a network gives for each of many items, its first output without the batch's axis, in the order of the
 * items, which may be of several sizes. Only one batch is held as the network's inputs at a time.
 * @param items the images of each item, in the order of the network's inputs
 */
export async function overBatches(
  engine: Engine,
  { network, weights, prepare }: OverImages,
  items: readonly (readonly Image[])[],
): Promise<readonly Float32Array[]> {
  const results: Float32Array[] = [];
  for (const indices of bySize(items)) {
    const { height, width } = items[indices[0]!]![0]!;
    await inBatches(indices.length, height * width, async (positions, compiledFor) => {
      const taken = positions.map((position) => indices[position]!);
      const inputs = Object.fromEntries(
        network.inputs.map((name, role) => {
          const tensors = taken.map((index) => prepare(items[index]![role]!));
          const shape = [taken.length, ...tensors[0]!.shape.slice(1)];
          return [name, { shape, data: joinedRows(tensors.map(({ data }) => data)) }];
        }),
      );
      const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
      const compiled = await compiledFor(taken.length, () => engine.compile(network, shapes, weights));
      const { data } = (await compiled.run(inputs))[network.outputs[0]!]!;
      splitRows(data, taken.length).forEach((row, i) => {
        results[taken[i]!] = row;
      });
    });
  }
  return results;
}

/** Indices of the items whose images are of the same sizes. */
function bySize(items: readonly (readonly Image[])[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  items.forEach((images, index) => {
    const key = images.map(({ channels, height, width }) => `${channels} ${height} ${width}`).join();
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  });
  return [...groups.values()];
}
