import type { Options } from '../language/option.ts';
import { assertComparable, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { boxDownsample } from './box-downsample.ts';
import { withChannels } from './channels.ts';
import { count, positive, resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { ssimMeans } from './ssim.ts';
import { gaussianSsim, type SsimConvention, ssimOptions } from './ssim-convention.ts';

export interface MsSsimConvention extends Omit<SsimConvention, 'boundary'> {
  /**
   * Scales used, each half the size of the one before; 'fitting' takes as many of the betas' as the image is
   * large enough for, so that a score of small images is not that of large ones.
   */
  readonly scales: number | 'fitting';
  /** Exponent of each scale from the finest; the first `scales` of them count. */
  readonly betas: readonly number[];
  /** 'relu' sets negative factors to 0 before they are raised to their exponent. */
  readonly normalize: 'relu';
}

const { boundary: _, ...windowOptions } = ssimOptions;
const { boundary: __, ...window } = gaussianSsim;

const options: Options<MsSsimConvention> = {
  ...windowOptions,
  scales: {
    anyOf: [count, { enum: ['fitting'] }],
    description:
      'Scales used, each half the size of the one before; `fitting` as many as the image is large enough for.',
  },
  betas: {
    type: 'array',
    minItems: 1,
    items: positive,
    description: 'Exponent of each scale from the finest; the first `scales` of them count.',
  },
  normalize: {
    enum: ['relu'],
    description: 'Negative factors become 0 before they are raised to their exponent.',
  },
};

/**
 * Multi-scale structural similarity as torchmetrics computes it, after Wang, Simoncelli and Bovik (2003): the
 * product over the scales of (mean contrast-structure)^beta, with the full mean SSIM at the coarsest. Its
 * contrast means run over the pixels where the window fits, its mean SSIM over all pixels with the image
 * mirrored at its edges (torchmetrics 1.9).
 */
export const msSsim: Metric<MsSsimConvention> = {
  name: 'ms-ssim',
  title: 'Multi-scale structural similarity',
  description:
    "Structural similarity over several scales (Wang, Simoncelli and Bovik 2003): the product of each scale's mean contrast-structure to its exponent, with the full SSIM at the coarsest; as torchmetrics 1.9 computes it.",
  unit: '1',
  direction: 'higher',
  spellings: { msssim: '', ms_ssim: '' },
  kind: 'fidelity',
  needs: ['reference'],
  convention: {
    ...window,
    scales: 5,
    betas: [0.0448, 0.2856, 0.3001, 0.2363, 0.1333],
    normalize: 'relu',
  },
  options,
  resolve(given) {
    const resolved = resolveConvention('ms-ssim', options, msSsim.convention, given);
    if (resolved.scales === 'fitting' || resolved.scales <= resolved.betas.length) return resolved;
    throw new InputError({
      where: 'metric ms-ssim, option scales',
      expected: `at most ${resolved.betas.length}, one for each of the betas`,
      got: `${resolved.scales}`,
      remedy: 'give more betas or fewer scales',
    });
  },
  compute(scored, convention) {
    let [image, reference] = [scored.image, scored.reference].map((each) =>
      withChannels(each, convention.channels),
    );
    assertComparable('ms-ssim', image, reference);
    const scales = scalesOf(reference, convention);
    let product = 1;
    for (let scale = 0; scale < scales; scale++) {
      const last = scale === scales - 1;
      const boundary = last ? 'mirror' : 'crop';
      const means = ssimMeans('ms-ssim', image, reference, { ...convention, channels: 'all', boundary });
      product *= Math.max(last ? means.ssim : means.contrast, 0) ** convention.betas[scale];
      if (!last) [image, reference] = [boxDownsample(image), boxDownsample(reference)];
    }
    return product;
  },
};

/** @throws InputError when the image is too small for the scales, or for one. */
function scalesOf({ height, width }: Image, { scales, betas, size }: MsSsimConvention): number {
  const side = Math.min(height, width);
  const fitting = Math.min(betas.length, Math.floor(Math.log2(side / size)) + 1);
  const wanted = scales === 'fitting' ? Math.max(fitting, 1) : scales;
  const smallest = size * 2 ** (wanted - 1);
  if (side >= smallest) return wanted;
  throw new InputError({
    where: 'ms-ssim',
    expected: `sides of at least ${smallest} pixels for ${wanted} scale${wanted === 1 ? '' : 's'} and a window of ${size}`,
    got: `${height}x${width}`,
    remedy: 'score a larger image or ask for fewer scales (option scales)',
  });
}
