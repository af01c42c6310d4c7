import type { Kernel } from './kernel.ts';

/** The weighted input positions of every output position along one axis. */
export interface Taps {
  /** Room per output position in `weights`. */
  readonly stride: number;
  /** First input position of each output position. */
  readonly first: Int32Array;
  /** How many input positions follow. */
  readonly count: Int32Array;
  /** Weights, summing to 1 for each output position. */
  readonly weights: Float64Array;
}

/**
 * The taps of an antialiased resize along one axis, as Pillow computes them: when the axis shrinks, the
 * kernel is widened by the factor, so that no input is skipped; at the borders the rest is normalised.
 * @param from the axis' size before
 * @param to the axis' size after
 */
export function taps(from: number, to: number, kernel: Kernel): Taps {
  const scale = from / to;
  const widening = Math.max(scale, 1);
  const support = kernel.support * widening;
  const inverse = 1 / widening;
  const stride = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Float64Array(to * stride);
  for (let i = 0; i < to; i++) {
    const center = (i + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - support + 0.5));
    const high = Math.min(from, Math.trunc(center + support + 0.5));
    const base = i * stride;
    let sum = 0;
    for (let j = low; j < high; j++) {
      const weight = kernel.weight((j - center + 0.5) * inverse);
      weights[base + j - low] = weight;
      sum += weight;
    }
    if (sum !== 0) for (let k = base; k < base + high - low; k++) weights[k] /= sum;
    first[i] = low;
    count[i] = high - low;
  }
  return { stride, first, count, weights };
}
