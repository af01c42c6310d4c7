import { count } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** Group normalisation (Wu and He 2018) of `[B, C, ...]`. */
export function groupNormalised(
  x: Exact,
  scale: Exact,
  shift: Exact,
  groups: number,
  epsilon: number,
): Exact {
  const channels = x.shape[1]!;
  const plane = count(x.shape.slice(2));
  const data = standardised(x.data, (channels / groups) * plane, epsilon);
  for (let i = 0; i < data.length; i++) {
    const c = Math.floor(i / plane) % channels;
    data[i] = data[i]! * scale.data[c]! + shift.data[c]!;
  }
  return { shape: x.shape, data };
}

/** Layer normalisation (Ba et al. 2016) over the last axis. */
export function layerNormalised(x: Exact, scale: Exact, shift: Exact, epsilon: number): Exact {
  const length = x.shape.at(-1)!;
  const data = standardised(x.data, length, epsilon);
  for (let i = 0; i < data.length; i++)
    data[i] = data[i]! * scale.data[i % length]! + shift.data[i % length]!;
  return { shape: x.shape, data };
}

/** Softmax over the last axis, the largest value subtracted first. */
export function softmaxed(x: Exact): Exact {
  const length = x.shape.at(-1)!;
  const data = new Float64Array(x.data.length);
  for (let from = 0; from < data.length; from += length) {
    const row = x.data.subarray(from, from + length);
    const most = row.reduce((a, b) => Math.max(a, b));
    const powers = row.map((value) => Math.exp(value - most));
    const sum = powers.reduce((a, b) => a + b);
    for (let i = 0; i < length; i++) data[from + i] = powers[i]! / sum;
  }
  return { shape: x.shape, data };
}

/** Each run of `length` values with mean 0 and, but for epsilon, variance 1. */
function standardised(values: Float64Array, length: number, epsilon: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let from = 0; from < values.length; from += length) {
    const run = values.subarray(from, from + length);
    const mean = run.reduce((a, b) => a + b) / length;
    const variance = run.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length;
    const deviation = Math.sqrt(variance + epsilon);
    for (let i = 0; i < length; i++) result[from + i] = (run[i]! - mean) / deviation;
  }
  return result;
}
