/** An estimate with its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly ci95: readonly [low: number, high: number];
}

/** The confidence of every interval called `ci95`. */
export const CONFIDENCE = 0.95;
