import type { Image } from '../numeric/image.ts';

/** Half widths are never below this, one step of eight bits: where all draws agree they still may err by it. */
const LEAST = 1 / 255;

/** Mean and spread of several draws of one image, value by value. */
export interface DrawSpread {
  readonly centre: Float64Array;
  /** `sqrt(s^2 + 1 / 255^2)`, s the sample's standard deviation. */
  readonly spread: Float64Array;
}

/** @param draws at least two images of one shape */
export function spreadOf(draws: readonly Image[]): DrawSpread {
  const n = draws.length;
  const centre = draws[0].data.map((_, i) => draws.reduce((sum, { data }) => sum + data[i], 0) / n);
  const spread = centre.map((mean, i) => {
    const squares = draws.reduce((sum, { data }) => sum + (data[i] - mean) ** 2, 0);
    return Math.sqrt(squares / (n - 1) + LEAST ** 2);
  });
  return { centre, spread };
}

/** By which factor the interval `centre +- factor * spread` must be widened to hold each value of the reference. */
export function neededFactors({ centre, spread }: DrawSpread, { data }: Image): Float64Array {
  return data.map((value, i) => Math.abs(value - centre[i]) / spread[i]);
}

/** The least of the values that a share of them does not exceed: the `ceil(share n)`-th smallest. */
export function leastCovering(values: Float64Array, share: number): number {
  return values.toSorted()[Math.max(0, Math.ceil(share * values.length - 1e-9) - 1)];
}
