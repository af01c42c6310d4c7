import type { Scope } from './scope.ts';

/** Conventions of a sinusoidal embedding of time. */
export interface TimeEmbedding {
  /** Length of the embedding, even. */
  readonly length: number;
  /** The frequencies fall from 1 towards 1 / period. */
  readonly period: number;
  readonly order: 'sin-cos' | 'cos-sin';
}

/**
 * Times `[B]` as `[B, length]`: sines and cosines of `t * period ** (-i / half)` (Vaswani et al. 2017, with
 * the frequencies of Ho et al. 2020 for a shift of 0).
 */
export function timeEmbedding<T>({ ops }: Scope<T>, times: T, { length, period, order }: TimeEmbedding): T {
  const half = length / 2;
  // 32-bit frequencies, as the originals have them: at t = 999 more digits would give other angles.
  const frequencies = Float64Array.from({ length: half }, (_, i) =>
    Math.fround(Math.exp(Math.fround((-Math.log(period) * i) / half))),
  );
  const [batch] = ops.shape(times) as [number];
  const angles = ops.mul(ops.reshape(times, [batch, 1]), ops.constant(frequencies, [1, half]));
  const [sines, cosines] = [ops.sin(angles), ops.cos(angles)];
  return ops.concat(order === 'sin-cos' ? [sines, cosines] : [cosines, sines], 1);
}
