import { assertComparable, assertSameShape, createImage, type Image } from '../numeric/image.ts';
import { withChannels } from './channels.ts';
import { type MomentRow, type PlanePair, uniformMoments, weightedMoments } from './local-moments.ts';
import type { Metric } from './metric.ts';
import {
  extended,
  gaussianSsim,
  resolveSsim,
  type SsimConvention,
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
  unit: '1',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference'],
  convention: gaussianSsim,
  resolve: (options) => resolveSsim('ssim', ssim.convention, options),
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
  forEachRow(a, b, convention, (channel, row, moments) => {
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
  forEachRow(a, b, convention, (_channel, _row, moments) => accumulate(moments, convention, sums));
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

function forEachRow(
  { channels, height, width, data: x }: Image,
  { data: y }: Image,
  convention: SsimConvention,
  visit: (channel: number, row: number, moments: MomentRow) => void,
): void {
  const weights = windowWeights(convention);
  for (let c = 0; c < channels; c++) {
    const pair: PlanePair = { x, y, offset: c * height * width, height, width };
    const visitRow = (row: number, moments: MomentRow) => visit(c, row, moments);
    if (convention.window === 'uniform') uniformMoments(pair, convention.size, visitRow);
    else weightedMoments(pair, weights, visitRow);
  }
}

function accumulate(moments: MomentRow, convention: SsimConvention, sums: Float64Array): void {
  const { c1, c2, scale } = constants(convention);
  let [ssimSum, contrastSum] = [0, 0];
  for (let i = 0; i < moments.length; i += 4) {
    const xy = moments[i] * moments[i + 1];
    const squares = moments[i] * moments[i] + moments[i + 1] * moments[i + 1];
    const contrast =
      (2 * scale * (moments[i + 3] - xy) + c2) / (Math.max(scale * (moments[i + 2] - squares), 0) + c2);
    contrastSum += contrast;
    ssimSum += ((2 * xy + c1) / (squares + c1)) * contrast;
  }
  sums[0] += ssimSum;
  sums[1] += contrastSum;
}

function ratios(moments: MomentRow, convention: SsimConvention, map: Float64Array, start: number): void {
  const { c1, c2, scale } = constants(convention);
  for (let i = 0; i < moments.length; i += 4) {
    const xy = moments[i] * moments[i + 1];
    const squares = moments[i] * moments[i] + moments[i + 1] * moments[i + 1];
    const contrast =
      (2 * scale * (moments[i + 3] - xy) + c2) / (Math.max(scale * (moments[i + 2] - squares), 0) + c2);
    map[start + i / 4] = ((2 * xy + c1) / (squares + c1)) * contrast;
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
