import type { Options } from '../language/option.ts';
import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Channels, channelsOption } from './channels.ts';
import { nonNegative, oddSize, positive } from './convention.ts';

/** How local means, variances and the covariance of SSIM are taken. */
export interface SsimWindow {
  readonly window: 'gaussian' | 'uniform';
  /** Side of the window in pixels, odd. */
  readonly size: number;
  /** Standard deviation of the Gaussian in pixels; unused by the uniform window. */
  readonly sigma: number;
  /**
   * 'population' weighs by the window alone (Wang et al. 2004, torchmetrics); 'sample' multiplies by
   * n / (n - 1) with n = size^2 (scikit-image's default).
   */
  readonly covariance: 'population' | 'sample';
}

export interface SsimConvention extends SsimWindow {
  /**
   * 'crop' averages where the window lies inside the image (Wang et al. 2004, scikit-image); 'mirror' over
   * all pixels with the image reflected about its edge pixels (torchmetrics 1.9); 'symmetric' over all pixels
   * with the edge pixels repeated (scikit-image's full map).
   */
  readonly boundary: 'crop' | 'mirror' | 'symmetric';
  readonly k1: number;
  readonly k2: number;
  /** The range L of the signal: C1 = (K1 L)^2, C2 = (K2 L)^2. */
  readonly peak: number;
  readonly channels: Channels;
}

/** Wang et al. (2004): Gaussian window of 11 pixels, weights that sum to 1. */
export const gaussianSsim: SsimConvention = {
  window: 'gaussian',
  size: 11,
  sigma: 1.5,
  covariance: 'population',
  boundary: 'crop',
  k1: 0.01,
  k2: 0.03,
  peak: 1,
  channels: 'all',
};

/** scikit-image's default: uniform window of 7 pixels, sample covariance. */
export const uniformSsim: SsimConvention = {
  ...gaussianSsim,
  window: 'uniform',
  size: 7,
  covariance: 'sample',
};

export const ssimOptions: Options<SsimConvention> = {
  window: { enum: ['gaussian', 'uniform'], description: 'How the pixels of a window are weighed.' },
  size: { ...oddSize, description: 'Side of the window in pixels, odd.' },
  sigma: {
    ...positive,
    description: 'Standard deviation of the Gaussian window in pixels; unused by the uniform one.',
  },
  covariance: {
    enum: ['population', 'sample'],
    description: 'Divisor of variances: the window alone (Wang et al. 2004), or n - 1 as in scikit-image.',
  },
  boundary: {
    enum: ['crop', 'mirror', 'symmetric'],
    description:
      'Which pixels count: where the window fits (`crop`), or all, the image reflected without (`mirror`) or with its edge.',
  },
  k1: { ...nonNegative, description: 'K1 of C1 = (K1 L)^2, which keeps the luminance term finite.' },
  k2: { ...nonNegative, description: 'K2 of C2 = (K2 L)^2, which keeps the contrast term finite.' },
  peak: { ...positive, description: 'L, the range of the signal.' },
  channels: channelsOption,
};

/** The presets with the size and covariance that belong to the window that the options ask for. */
export function presetsFor<Convention extends SsimWindow>(
  options: Readonly<Record<string, unknown>>,
  presets: Convention,
): Convention {
  const asked = options['window'];
  if (asked === presets.window || (asked !== 'gaussian' && asked !== 'uniform')) return presets;
  const { window, size, covariance } = asked === 'uniform' ? uniformSsim : gaussianSsim;
  return { ...presets, window, size, covariance };
}

/** Weights of the window along one axis, summing to 1. */
export function windowWeights({ window, size, sigma }: SsimWindow): Float64Array {
  const radius = (size - 1) / 2;
  const weights = Float64Array.from({ length: size }, (_, i) =>
    window === 'uniform' ? 1 : Math.exp(-0.5 * ((i - radius) / sigma) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * The image with the border that lets the window reach every pixel: none for 'crop'.
 * @throws InputError when the image is too small for the window or its reflection.
 */
export function extended(where: string, image: Image, convention: SsimConvention): Image {
  const { boundary, size } = convention;
  const radius = (size - 1) / 2;
  const smallest = { crop: size, mirror: radius + 1, symmetric: radius }[boundary];
  if (Math.min(image.height, image.width) < smallest) {
    throw new InputError({
      where,
      expected: `sides of at least ${smallest} pixels for a window of ${size} and boundary '${boundary}'`,
      got: `${image.height}x${image.width}`,
      remedy: 'score a larger image or ask for a smaller window',
    });
  }
  return boundary === 'crop' ? image : padded(image, radius, boundary === 'mirror' ? 0 : 1);
}

function padded(image: Image, radius: number, repeat: 0 | 1): Image {
  const { channels, height, width, data } = image;
  const wide = createImage(channels, height + 2 * radius, width + 2 * radius);
  const source = (i: number, n: number) => {
    if (i < 0) return -i - repeat;
    return i < n ? i : 2 * (n - 1) - i + repeat;
  };
  let target = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = -radius; y < height + radius; y++, target += wide.width) {
      const row = (c * height + source(y, height)) * width;
      wide.data.set(data.subarray(row, row + width), target + radius);
      for (let x = 1; x <= radius; x++) {
        wide.data[target + radius - x] = data[row + source(-x, width)];
        wide.data[target + radius + width - 1 + x] = data[row + source(width - 1 + x, width)];
      }
    }
  }
  return wide;
}
