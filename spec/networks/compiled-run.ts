import type { Engine, Tensors, Weights } from '../../harness/networks/engine.ts';
import type { Network } from '../../harness/networks/network.ts';

/** Compiles, runs and disposes. */
export async function compiledRun(
  engine: Engine,
  network: Network,
  inputs: Tensors,
  weights: Weights,
): Promise<Tensors> {
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const compiled = await engine.compile(network, shapes, weights);
  try {
    return await compiled.run(inputs);
  } finally {
    await compiled.dispose();
  }
}

/** The largest difference, relative to the largest expected value; infinite where lengths differ or NaN came. */
export function worstRelative(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    const difference = Math.abs(values[i]! - expected[i]!);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return worst / largest;
}
