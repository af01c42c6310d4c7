import type { Options } from '../language/option.ts';
import { assertComparable, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { boxDownsample } from './box-downsample.ts';
import { positive, resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { peakSignalToNoise, type ZeroErrorConvention, zeroErrorOptions } from './zero-error.ts';

export interface LatentSimilarityConvention extends ZeroErrorConvention {
  /** Peak of the PSNR: the range (maximum - minimum) of the reference tensor before pooling, or a number. */
  readonly peak: 'reference-range' | number;
  /** The product of the two norms counts as at least this (PyTorch's cosine_similarity: 1e-8). */
  readonly epsilon: number;
  /**
   * What a scale is called by: its 'size' (cosine16 of a 16x16 latent), or the side of the squares that were
   * 'pooled' into a value (cosine1 of the latent itself, then cosine2), which says the same at every size.
   */
  readonly names: 'size' | 'pooled';
}

const options: Options<LatentSimilarityConvention> = {
  peak: {
    anyOf: [{ enum: ['reference-range'] }, positive],
    description: 'Peak of the PSNR: the range of the reference tensor before pooling, or a number.',
  },
  epsilon: {
    ...positive,
    description: "The product of the two norms counts as at least this; 1e-8 in PyTorch's cosine_similarity.",
  },
  names: {
    enum: ['size', 'pooled'],
    description:
      'What a scale is called by: its size (cosine16), or the side of the squares pooled into a value (cosine1).',
  },
  ...zeroErrorOptions,
};

/**
 * Similarity of two latent tensors `[C, H, W]` at every average-pooled size from theirs down to 1: for 64x64
 * latents the keys mse64, cosine64, channelCosine64, psnr64, mse32 ... psnr1. `cosine` is of the flattened
 * tensors (the release), `channelCosine` of each channel and then averaged (the paper's description).
 * @throws InputError when the tensors are not square with a power of two as side.
 */
export const latentSimilarity: Metric<LatentSimilarityConvention> = {
  name: 'latent-similarity',
  title: 'Latent similarity over pooled scales',
  description:
    'Mean squared error, cosine and PSNR of two latents [C, H, W] at every average-pooled size from theirs down to 1. `cosine` is of the flattened tensors, `channelCosine` the mean over channels.',
  unit: { mse: '1', cosine: '1', channelCosine: '1', psnr: 'dB' },
  direction: { mse: 'lower', cosine: 'higher', channelCosine: 'higher', psnr: 'higher' },
  kind: 'similarity',
  needs: ['reference'],
  convention: {
    peak: 'reference-range',
    epsilon: 1e-8,
    names: 'size',
    zeroError: 'infinity',
    zeroBelow: 0,
  },
  options,
  resolve: (given) => resolveConvention('latent-similarity', options, latentSimilarity.convention, given),
  compute(scored, convention) {
    let { image, reference } = scored;
    assertComparable('latent-similarity', image, reference);
    assertPoolable(reference);
    const peak = convention.peak === 'reference-range' ? rangeOf(reference) : convention.peak;
    const score: Record<string, number> = {};
    const full = reference.height;
    for (;;) {
      const side = image.height;
      const name = convention.names === 'size' ? side : full / side;
      const error = squaredError(image, reference);
      score[`mse${name}`] = error;
      score[`cosine${name}`] = cosine(image.data, reference.data, convention.epsilon);
      score[`channelCosine${name}`] = channelCosine(image, reference, convention.epsilon);
      score[`psnr${name}`] = peakSignalToNoise(error, peak, convention);
      if (side === 1) return score;
      [image, reference] = [boxDownsample(image), boxDownsample(reference)];
    }
  },
};

function assertPoolable({ height, width }: Image): void {
  if (height === width && (height & (height - 1)) === 0) return;
  throw new InputError({
    where: 'latent-similarity',
    expected: 'square tensors with a power of two as side',
    got: `${height}x${width}`,
    remedy: 'crop or resize both tensors first',
  });
}

function rangeOf({ data }: Image): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    low = Math.min(low, data[i]);
    high = Math.max(high, data[i]);
  }
  return high - low;
}

function squaredError({ data: a }: Image, { data: b }: Image): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}

function channelCosine(image: Image, reference: Image, epsilon: number): number {
  const plane = image.height * image.width;
  let sum = 0;
  for (let start = 0; start < image.data.length; start += plane) {
    const end = start + plane;
    sum += cosine(image.data.subarray(start, end), reference.data.subarray(start, end), epsilon);
  }
  return sum / image.channels;
}

function cosine(a: Float64Array, b: Float64Array, epsilon: number): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    squaresA += a[i] * a[i];
    squaresB += b[i] * b[i];
  }
  return product / Math.max(Math.sqrt(squaresA) * Math.sqrt(squaresB), epsilon);
}
