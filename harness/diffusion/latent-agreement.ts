import { mean, sum, variance } from '../numeric/moments.ts';

/** A latent beside what an encoder gives. */
export interface LatentAgreement {
  /** Root mean square of the difference, in standard deviations of what the encoder gives. */
  readonly apart: number;
  /** How many times as large the latent is along what the encoder gives: the slope through the origin. */
  readonly along: number;
}

/** @param encoded as many values as the latent has, which are not all one */
export function latentAgreement(latent: Float64Array, encoded: Float64Array): LatentAgreement {
  const squares = latent.map((value, i) => (value - encoded[i]!) ** 2);
  const products = latent.map((value, i) => value * encoded[i]!);
  return {
    apart: Math.sqrt(mean(squares) / variance(encoded, 0)),
    along: sum(products) / sum(encoded.map((value) => value ** 2)),
  };
}
