import { linear } from './layers.ts';
import type { Scope } from './scope.ts';

/** How a Swin block attends. */
export interface WindowAttention {
  readonly heads: number;
  readonly window: number;
  /** How far the windows are shifted up and left; 0 for every second block. */
  readonly shift: number;
}

/**
 * Attention within windows of `[B, H, W, C]`, with a learnt bias for each relative position (Liu et al. 2021).
 * Shifted windows wrap around the image, and positions that came together so do not see each other.
 */
export function windowAttention<T>(scope: Scope<T>, x: T, { heads, window, shift }: WindowAttention): T {
  const { ops } = scope;
  const [batch, height, width, channels] = ops.shape(x) as [number, number, number, number];
  const [rows, columns] = [height / window, width / window];
  const positions = window ** 2;
  const windows = batch * rows * columns;
  const perHead = channels / heads;

  const rolled = roll(scope, x, shift);
  const tiles = ops.transpose(
    ops.reshape(rolled, [batch, rows, window, columns, window, channels]),
    [0, 1, 3, 2, 4, 5],
  );
  const all = linear(scope, 'qkv', ops.reshape(tiles, [windows, positions, channels]), 3 * channels);
  // Queries, keys and values of every head: [3, windows, heads, positions, perHead].
  const split = ops.transpose(ops.reshape(all, [windows, positions, 3, heads, perHead]), [2, 0, 3, 1, 4]);
  const part = (i: number) =>
    ops.reshape(ops.slice(split, 0, i, i + 1), [windows, heads, positions, perHead]);

  const scores = ops.add(
    ops.matMul(ops.affine(part(0), perHead ** -0.5, 0), part(1), true),
    positionBias(scope, window, heads),
  );
  const mixed = ops.matMul(ops.softmax(masked(scope, scores, height, width, window, shift)), part(2), false);
  const joined = ops.reshape(ops.transpose(mixed, [0, 2, 1, 3]), [windows, positions, channels]);
  const out = ops.reshape(linear(scope, 'proj', joined, channels), [
    batch,
    rows,
    columns,
    window,
    window,
    channels,
  ]);
  const image = ops.reshape(ops.transpose(out, [0, 1, 3, 2, 4, 5]), [batch, height, width, channels]);
  return roll(scope, image, -shift);
}

/** Rows and columns moved up and left by `by`, wrapping around. */
function roll<T>({ ops }: Scope<T>, x: T, by: number): T {
  if (by === 0) return x;
  const along = (image: T, axis: number) => {
    const size = ops.shape(image)[axis]!;
    const at = ((by % size) + size) % size;
    if (at === 0) return image;
    return ops.concat([ops.slice(image, axis, at, size), ops.slice(image, axis, 0, at)], axis);
  };
  return along(along(x, 1), 2);
}

/** `[1, heads, positions, positions]`: for each pair of positions, the table's row for their offset. */
function positionBias<T>(scope: Scope<T>, window: number, heads: number): T {
  const { ops } = scope;
  const span = 2 * window - 1;
  const positions = window ** 2;
  const initial = { kind: 'normal', deviation: 0.02 } as const;
  const table = scope.parameter('relative_position_bias_table', [span ** 2, heads], initial);
  const pairs = ops.constant(offsetsOfPairs(window), [positions, span]);
  // The table is an image of offsets (rows, columns) for each head; products with a selection of ones spread
  // its columns over the pairs of columns, then its rows over the pairs of rows, exactly.
  const image = ops.reshape(ops.transpose(table, [1, 0]), [heads * span, span]);
  const wide = ops.reshape(ops.matMul(image, pairs, true), [heads, span, positions]);
  const turned = ops.reshape(ops.transpose(wide, [0, 2, 1]), [heads * positions, span]);
  const full = ops.matMul(turned, pairs, true);
  const byPair = ops.reshape(full, [heads, window, window, window, window]);
  return ops.reshape(ops.transpose(byPair, [0, 3, 1, 4, 2]), [1, heads, positions, positions]);
}

/** `[window * window, 2 window - 1]`: for a query at `q` and a key at `k` of a line, a one at `q - k + window - 1`. */
function offsetsOfPairs(window: number): Float64Array {
  const span = 2 * window - 1;
  const ones = new Float64Array(window ** 2 * span);
  for (let pair = 0; pair < window ** 2; pair++) {
    ones[pair * span + Math.floor(pair / window) - (pair % window) + window - 1] = 1;
  }
  return ones;
}

/** Scores of pairs that only the wrapping brought into one window, lowered by 100 as the authors do. */
function masked<T>(
  { ops }: Scope<T>,
  scores: T,
  height: number,
  width: number,
  window: number,
  shift: number,
): T {
  if (shift === 0) return scores;
  const [windows, heads, positions] = ops.shape(scores) as [number, number, number, number];
  const each = (height * width) / positions;
  const mask = ops.constant(shiftMask(height, width, window, shift), [1, each, 1, positions, positions]);
  const apart = ops.add(ops.reshape(scores, [windows / each, each, heads, positions, positions]), mask);
  return ops.reshape(apart, [windows, heads, positions, positions]);
}

function shiftMask(height: number, width: number, window: number, shift: number): Float64Array {
  // The strips between which nothing may pass: before the last window, its unmoved part, its wrapped part.
  const strip = (i: number, size: number) => (i < size - window ? 0 : i < size - shift ? 1 : 2);
  const positions = window ** 2;
  const columns = width / window;
  const region = (tile: number, position: number) => {
    const y = Math.floor(tile / columns) * window + Math.floor(position / window);
    const x = (tile % columns) * window + (position % window);
    return strip(y, height) * 3 + strip(x, width);
  };
  const mask = new Float64Array((height / window) * columns * positions ** 2);
  for (let at = 0; at < mask.length; at++) {
    const tile = Math.floor(at / positions ** 2);
    const query = Math.floor(at / positions) % positions;
    mask[at] = region(tile, query) === region(tile, at % positions) ? 0 : -100;
  }
  return mask;
}
