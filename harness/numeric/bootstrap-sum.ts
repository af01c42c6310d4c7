import type { IndexSource } from './random-indices.ts';

/** The most values that `bootstrapSum` takes: three indices fit into one 32-bit draw. */
export const MOST_BOOTSTRAP_VALUES = 1024;

/** Values followed by zeros up to a power of two, so that an index that is too large adds nothing. */
export function padded(values: Float64Array): Float64Array {
  const table = new Float64Array(1 << indexWidth(values.length));
  table.set(values);
  return table;
}

/**
 * The sum of `n` values drawn with replacement, and the source advanced: what a bootstrap of a mean needs of a
 * resample. Indices are cut out of the bits of sfc32 and rejected, without a branch, where they reach n, so that
 * every value has exactly the same chance.
 * @param table `padded` values, at most 1024
 */
export function bootstrapSum(source: IndexSource, table: Float64Array, n: number): number {
  const width = indexWidth(n);
  const mask = (1 << width) - 1;
  let a = source[0];
  let b = source[1];
  let c = source[2];
  let counter = source[3];
  let first = 0;
  let second = 0;
  let third = 0;
  let left = n;
  while (left > 0) {
    const bits = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + bits) | 0;
    const u = bits & mask;
    first += table[u];
    left -= (u - n) >>> 31;
    if (left < 2) continue;
    const v = (bits >>> width) & mask;
    const w = (bits >>> (2 * width)) & mask;
    second += table[v];
    third += table[w];
    left -= ((v - n) >>> 31) + ((w - n) >>> 31);
  }
  source[0] = a;
  source[1] = b;
  source[2] = c;
  source[3] = counter;
  return first + second + third;
}

function indexWidth(n: number): number {
  return 32 - Math.clz32(n - 1);
}
