import { batchSize } from '../../networks/batch-size.ts';
import type { Compiled, Engine, Weights } from '../../networks/engine.ts';
import type { Network } from '../../networks/network.ts';
import { compiledSizes } from './compiled-sizes.ts';

/** Samples of one shape, one array each. */
export interface Samples {
  /** Sizes of one sample. */
  readonly shape: readonly number[];
  readonly rows: readonly Float32Array[];
}

/**
 * What a network with one input makes of samples, batch by batch.
 * @param pixels of the image that a sample stands for
 */
export async function throughNetwork(
  engine: Engine,
  network: Network,
  weights: Weights,
  { shape, rows }: Samples,
  pixels: number,
): Promise<Samples> {
  const [input, output] = [network.inputs[0]!, network.outputs[0]!];
  const made: Float32Array[] = [];
  let sizes: readonly number[] = shape;
  await inBatches({ from: 0, to: rows.length }, batchSize(pixels, engine), async (positions, compiledFor) => {
    const batch = positions.length;
    const compiled = await compiledFor(batch, () =>
      engine.compile(network, { [input]: [batch, ...shape] }, weights),
    );
    const data = joinedRows(positions.map((i) => rows[i]!));
    const result = (await compiled.run({ [input]: { shape: [batch, ...shape], data } }))[output]!;
    sizes = result.shape.slice(1);
    made.push(...splitRows(result.data, batch));
  });
  return { shape: sizes, rows: made };
}

/**
 * Does work for the positions of each batch of so many, from one to before the other. Networks are compiled once for each
 * size of batch, and freed at the end.
 */
export async function inBatches(
  { from, to }: { readonly from: number; readonly to: number },
  batch: number,
  work: (
    positions: readonly number[],
    compiledFor: (size: number, compile: () => Promise<Compiled>) => Promise<Compiled>,
  ) => Promise<void>,
): Promise<void> {
  const sizes = compiledSizes(2);
  try {
    for (let start = from; start < to; start += batch) {
      const size = Math.min(batch, to - start);
      await work(
        Array.from({ length: size }, (_, i) => start + i),
        (size, compile) => sizes.at(`${size}`, compile),
      );
    }
  } finally {
    await sizes.dispose();
  }
}

/** Rows of equal length, end to end. */
export function joinedRows(rows: readonly Float32Array[]): Float32Array {
  const data = new Float32Array(rows.length * rows[0]!.length);
  for (const [i, row] of rows.entries()) data.set(row, i * row.length);
  return data;
}

/** The rows that `count` samples are, each a copy. */
export function splitRows(data: Float32Array, count: number): Float32Array[] {
  const length = data.length / count;
  return Array.from({ length: count }, (_, i) => data.slice(i * length, (i + 1) * length));
}
