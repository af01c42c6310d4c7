import type { Compiled, Engine, Weights } from '../../networks/engine.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import type { Tensor } from '../../networks/tensor.ts';
import type { Image } from '../../numeric/image.ts';
import { inBatches, joinedRows, splitRows } from '../networks/batches.ts';

/** Something with inputs that images become, and how to make it ready. */
export interface OverImages {
  /** Names of the inputs, one for each image of an item. */
  readonly inputs: readonly string[];
  /** The output that is taken. */
  readonly output: string;
  /** Whether only one item goes in at once. */
  readonly single?: boolean;
  compile(engine: Engine, shapes: InputShapes): Promise<Compiled>;
  /** An image as an input, `[1, C, H, W]`. */
  prepare(image: Image): Tensor;
}

/** A network with its weights, its first output taken. */
export function overNetwork(network: Network, weights: Weights, prepare: OverImages['prepare']): OverImages {
  return {
    inputs: network.inputs,
    output: network.outputs[0]!,
    compile: (engine, shapes) => engine.compile(network, shapes, weights),
    prepare,
  };
}

/**
 * What it gives for each of many items, without the batch's axis, in the order of the items, which may be of
 * several sizes. Only one batch is held as inputs at a time.
 * @param items the images of each item, in the order of the inputs
 */
export async function overBatches(
  engine: Engine,
  { inputs: names, output, single, compile, prepare }: OverImages,
  items: readonly (readonly Image[])[],
): Promise<readonly Float32Array[]> {
  const results: Float32Array[] = [];
  for (const indices of bySize(items)) {
    const { height, width } = items[indices[0]!]![0]!;
    const pixels = single ? Number.POSITIVE_INFINITY : height * width;
    await inBatches(indices.length, pixels, async (positions, compiledFor) => {
      const taken = positions.map((position) => indices[position]!);
      const inputs = Object.fromEntries(
        names.map((name, role) => {
          const tensors = taken.map((index) => prepare(items[index]![role]!));
          const shape = [taken.length, ...tensors[0]!.shape.slice(1)];
          return [name, { shape, data: joinedRows(tensors.map(({ data }) => data)) }];
        }),
      );
      const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
      const compiled = await compiledFor(taken.length, () => compile(engine, shapes));
      const { data } = (await compiled.run(inputs))[output]!;
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
