import type { Options } from '../language/option.ts';
import { nonNegative, positive } from './convention.ts';

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

export const zeroErrorOptions: Options<ZeroErrorConvention> = {
  zeroError: {
    anyOf: [{ enum: ['infinity'] }, positive],
    description:
      'What PSNR is where there is no error: infinity, or a number of dB (80 and 100 in the release).',
  },
  zeroBelow: {
    ...nonNegative,
    description: 'Mean squared errors below this count as none; 0 where only an exact 0 does.',
  },
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
