import { anyOf, nonNegative, oneOf, positive, type Rules } from './convention.ts';

/** What a PSNR is where there is no error. */
export interface ZeroErrorConvention {
  /**
   * 'infinity' (scikit-image, torchmetrics), or the value in dB that stands for it (the release: 80, 100). It
   * stands for no error only: a small error may well score above it.
   */
  readonly zeroError: 'infinity' | number;
  /** Mean squared errors below this count as none; 0 where only an exact 0 does. */
  readonly zeroBelow: number;
}

export const zeroErrorRules: Rules<ZeroErrorConvention> = {
  zeroError: anyOf(oneOf('infinity'), { ...positive, expected: 'a number of dB above 0' }),
  zeroBelow: nonNegative,
};

/**
 * Peak signal-to-noise ratio in dB, `10 log10(peak^2 / MSE)`. It is -Infinity where the peak is 0 and the
 * error is not, as in a subband that is empty in the reference only.
 */
export function peakSignalToNoise(
  meanSquaredError: number,
  peak: number,
  convention: ZeroErrorConvention,
): number {
  if (meanSquaredError === 0 || meanSquaredError < convention.zeroBelow) {
    return convention.zeroError === 'infinity' ? Number.POSITIVE_INFINITY : convention.zeroError;
  }
  return 10 * Math.log10((peak * peak) / meanSquaredError);
}
