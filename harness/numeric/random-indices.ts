import type { Stream } from './stream.ts';

/**
 * State of Doty-Humphrey's sfc32 ("small fast counting", PractRand): four 32-bit words, period at least 2^32,
 * about 2^127 on average. For bulk draws in resampling, where a stream's 53-bit numbers would be the cost.
 */
export type IndexSource = Int32Array;

/** An index source whose state is drawn from a named stream. */
export function indexSource(from: Stream): IndexSource {
  const state = new Int32Array(4);
  for (let i = 0; i < 3; i++) state[i] = from.below(2 ** 32);
  state[3] = 1;
  const warmUp = new Int32Array(16);
  fillIndices(state, 1, warmUp); // the generator's own seeding discards its first outputs
  return state;
}

/**
 * Fills `out` with independent indices on 0 .. n - 1 and advances the source.
 *
 * An index is the high part of (32 random bits) x n, so that no index is favoured by more than n / 2^32:
 * one part in four million for a thousand images, far below the resampling error.
 */
export function fillIndices(source: IndexSource, n: number, out: Int32Array): void {
  const length = out.length;
  const scale = n / 4294967296;
  let a = source[0];
  let b = source[1];
  let c = source[2];
  let counter = source[3];
  for (let i = 0; i < length; i++) {
    const bits = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + bits) | 0;
    out[i] = ((bits >>> 0) * scale) | 0;
  }
  source[0] = a;
  source[1] = b;
  source[2] = c;
  source[3] = counter;
}
