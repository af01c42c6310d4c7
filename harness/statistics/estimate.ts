/** An estimate with its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly ci95: readonly [low: number, high: number];
}
