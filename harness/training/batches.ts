import { stream } from '../numeric/stream.ts';

/** The positions of a step's samples among `count`, drawn with replacement. */
export function batchOf(
  seed: number,
  name: string,
  step: number,
  batch: number,
  count: number,
): readonly number[] {
  const draws = stream(seed, 'batch', name, step);
  return Array.from({ length: batch }, () => draws.below(count));
}

/** Rows of equal length, one after the other. */
export function gathered(rows: readonly Float32Array[], positions: readonly number[]): Float32Array {
  const length = rows[0]!.length;
  const values = new Float32Array(positions.length * length);
  for (const [i, position] of positions.entries()) values.set(rows[position]!, i * length);
  return values;
}
