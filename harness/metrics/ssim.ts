import { assertComparable, assertSameShape, createImage, type Image } from '../numeric/image.ts';
import { withChannels } from './channels.ts';
import { resolveConvention } from './convention.ts';
import { localMoments, type Moments } from './local-moments.ts';
import type { Metric } from './metric.ts';
import {
  extended,
  gaussianSsim,
  presetsFor,
  type SsimConvention,
  ssimOptions,
  windowWeights,
} from './ssim-convention.ts';

/** Means of SSIM and of its contrast-structure factor over the pixels that the boundary convention counts. */
export interface SsimMeans {
  readonly ssim: number;
  readonly contrast: number;
}

/** Structural similarity, the mean of the map of Wang et al. (2004), equation 13, over pixels and channels. */
export const ssim: Metric<SsimConvention> = {
  name: 'ssim',
  title: 'Structural similarity',
  description:
    'Structural similarity: the mean over pixels and channels of the map of Wang et al. (2004), equation 13, which compares local means, variances and the covariance. 1 for equal images.',
  unit: '1',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference'],
  convention: gaussianSsim,
  options: ssimOptions,
  resolve: (given) => resolveConvention('ssim', ssimOptions, presetsFor(given, ssim.convention), given),
  compute: ({ image, reference }, convention) => ssimMeans('ssim', image, reference, convention).ssim,
};

/**
 * The map of structural similarity `[C, H, W]`; with boundary 'crop' it is smaller by `size - 1`.
 * @throws InputError when the shapes differ, a value is not finite or the image is smaller than the window.
 */
export function ssimMap(where: string, image: Image, reference: Image, convention: SsimConvention): Image {
  const [a, b] = prepared(where, image, reference, convention);
  assertComparable(where, a, b);
  const trim = convention.size - 1;
  const map = createImage(a.channels, a.height - trim, a.width - trim);
  forEachBand(a, b, convention, (channel, row, moments) => {
    ratios(moments, convention, map.data, (channel * map.height + row) * map.width);
  });
  return map;
}

/**
 * Means of SSIM and of its second factor, (2 cov + C2) / (var x + var y + C2), over pixels and channels.
 * @throws InputError when the shapes differ, a value is not finite or the image is smaller than the window.
 */
export function ssimMeans(
  where: string,
  image: Image,
  reference: Image,
  convention: SsimConvention,
): SsimMeans {
  const [a, b] = prepared(where, image, reference, convention);
  const trim = convention.size - 1;
  const sums = new Float64Array(2);
  forEachBand(a, b, convention, (_channel, _row, moments) => accumulate(moments, convention, sums));
  // One look at the sum is enough: a value that is not finite leaves one that is not finite either.
  if (!Number.isFinite(sums[0])) assertComparable(where, a, b);
  const pixels = a.channels * (a.height - trim) * (a.width - trim);
  return { ssim: sums[0] / pixels, contrast: sums[1] / pixels };
}

function prepared(where: string, image: Image, reference: Image, convention: SsimConvention): [Image, Image] {
  const [a, b] = [withChannels(image, convention.channels), withChannels(reference, convention.channels)];
  assertSameShape(where, a, b);
  return [extended(where, a, convention), extended(where, b, convention)];
}

function forEachBand(
  { channels, height, width, data: x }: Image,
  { data: y }: Image,
  convention: SsimConvention,
  visit: (channel: number, row: number, moments: Moments) => void,
): void {
  const weights = windowWeights(convention);
  for (let c = 0; c < channels; c++) {
    const pair = { x, y, offset: c * height * width, height, width };
    localMoments(pair, weights, (row, moments) => visit(c, row, moments));
  }
}

function accumulate(moments: Moments, convention: SsimConvention, sums: Float64Array): void {
  const { values, plane, pitch, rows, columns } = moments;
  const { c1, c2, scale } = constants(convention);
  let ssimSum = 0;
  let contrastSum = 0;
  for (let row = 0; row < rows; row++) {
    const end = row * pitch + columns;
    for (let i = row * pitch; i < end; i++) {
      const mx = values[i];
      const my = values[i + plane];
      const xy = mx * my;
      const squares = mx * mx + my * my;
      const covariance = scale * (values[i + 3 * plane] - xy);
      const variances = Math.max(scale * (values[i + 2 * plane] - squares), 0);
      const contrast = (2 * covariance + c2) / (variances + c2);
      contrastSum += contrast;
      ssimSum += ((2 * xy + c1) / (squares + c1)) * contrast;
    }
  }
  sums[0] += ssimSum;
  sums[1] += contrastSum;
}

function ratios(moments: Moments, convention: SsimConvention, map: Float64Array, start: number): void {
  const { values, plane, pitch, rows, columns } = moments;
  const { c1, c2, scale } = constants(convention);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * pitch + column;
      const xy = values[i] * values[i + plane];
      const squares = values[i] ** 2 + values[i + plane] ** 2;
      const covariance = scale * (values[i + 3 * plane] - xy);
      const variances = Math.max(scale * (values[i + 2 * plane] - squares), 0);
      const contrast = (2 * covariance + c2) / (variances + c2);
      map[start + row * columns + column] = ((2 * xy + c1) / (squares + c1)) * contrast;
    }
  }
}

function constants({ k1, k2, peak, covariance, size }: SsimConvention) {
  const area = size * size;
  return {
    c1: (k1 * peak) ** 2,
    c2: (k2 * peak) ** 2,
    scale: covariance === 'sample' ? area / (area - 1) : 1,
  };
}
