import { batchSize } from '../../networks/batch-size.ts';
import type { Compiled, Engine, Weights } from '../../networks/engine.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import type { Tensor } from '../../networks/tensor.ts';
import type { Image } from '../../numeric/image.ts';
import { joinedRows, splitRows } from '../networks/batches.ts';
import { type CompiledSizes, compiledSizes } from '../networks/compiled-sizes.ts';

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
  over: OverImages,
  items: readonly (readonly Image[])[],
): Promise<readonly Float32Array[]> {
  const order = bySize(items);
  const results: Float32Array[] = [];
  let next = 0;
  for await (const row of overStream(
    engine,
    over,
    order.map((index) => items[index]!),
  )) {
    results[order[next++]!] = row;
  }
  return results;
}

/**
 * What it gives for items that come one after the other, in their order. Those of one size that follow each other go
 * through together, and only one batch of them is held.
 */
export async function* overStream(
  engine: Engine,
  over: OverImages,
  items: Iterable<readonly Image[]> | AsyncIterable<readonly Image[]>,
): AsyncGenerator<Float32Array> {
  const sizes = compiledSizes(MOST_SIZES);
  let held: (readonly Image[])[] = [];
  const taken = async () => {
    const batch = held;
    held = [];
    return batch.length === 0 ? [] : overBatch(engine, over, batch, sizes);
  };
  try {
    for await (const item of items) {
      if (held.length > 0 && sizeOf(held[0]!) !== sizeOf(item)) yield* await taken();
      held.push(item);
      const { height, width } = item[0]!;
      if (over.single || held.length === batchSize(height * width, engine)) yield* await taken();
    }
    yield* await taken();
  } finally {
    await sizes.dispose();
  }
}

// So many compiled networks are kept, for folders in which images of several sizes take turns.
const MOST_SIZES = 4;

async function overBatch(
  engine: Engine,
  { inputs: names, output, compile, prepare }: OverImages,
  items: readonly (readonly Image[])[],
  sizes: CompiledSizes,
): Promise<Float32Array[]> {
  const inputs = Object.fromEntries(
    names.map((name, role) => {
      const tensors = items.map((images) => prepare(images[role]!));
      const shape = [items.length, ...tensors[0]!.shape.slice(1)];
      return [name, { shape, data: joinedRows(tensors.map(({ data }) => data)) }];
    }),
  );
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const compiled = await sizes.at(JSON.stringify(shapes), () => compile(engine, shapes));
  return splitRows((await compiled.run(inputs))[output]!.data, items.length);
}

/** Indices of the items, those of one size after each other. */
function bySize(items: readonly (readonly Image[])[]): readonly number[] {
  const groups = new Map<string, number[]>();
  items.forEach((images, index) => {
    const size = sizeOf(images);
    const group = groups.get(size);
    if (group) group.push(index);
    else groups.set(size, [index]);
  });
  return [...groups.values()].flat();
}

function sizeOf(images: readonly Image[]): string {
  return images.map(({ channels, height, width }) => `${channels} ${height} ${width}`).join();
}
