import type { Options } from '../language/option.ts';
import { count, resolveConvention } from './convention.ts';

/** Metrics that look at images through a network, or at the cell's own network, and so are taken by stages of their own. */
export const networkMetrics = ['lpips', 'frechet', 'training-loss'] as const;

export type NetworkMetric = (typeof networkMetrics)[number];

/** The unit of their scores, and which way they are better. */
export const networkMetricUnit = '1';
export const networkMetricDirection = 'lower';

/** How LPIPS is taken. */
export interface LpipsConvention {
  /**
   * Where the small number that keeps the division by a feature's length from zero stands: `outside` the root
   * as in the authors' library (1e-10), `inside` it as in torchmetrics (1e-8).
   */
  readonly epsilon: 'outside' | 'inside';
}

/** How a Frechet distance is taken. */
export interface FrechetConvention {
  /**
   * Whose features: `inception-v3` (2048 of its last pooling: the FID), `lpips-alex` (the 256 channels of
   * AlexNet's last convolution, averaged over the image) or `autoencoder:ROLE` (the last activations of that
   * encoder before its latent, averaged over each quarter of the image).
   */
  readonly features: string;
  /** How many resamples of the image set. */
  readonly resamples: number;
}

/** LPIPS as its authors' library has it. */
const lpipsConvention: LpipsConvention = { epsilon: 'outside' };

/** The FID, on 200 resamples. */
const frechetConvention: FrechetConvention = { features: 'inception-v3', resamples: 200 };

/** How the network metrics stand beside the others: names, conventions, and their options. */
export const networkMetricWords = {
  lpips: {
    title: 'Learned perceptual image patch similarity',
    description:
      "Distance of AlexNet's features, unit-normalised, weighed per channel and averaged over the image (Zhang et al. 2018, version 0.1). 0 for equal images.",
    convention: lpipsConvention,
    options: {
      epsilon: {
        enum: ['outside', 'inside'],
        description:
          "Where the small number stands that keeps the division by a feature's length from zero: outside the root as in the authors' library, or inside as in torchmetrics.",
      },
    } satisfies Options<LpipsConvention>,
  },
  frechet: {
    title: 'Frechet distance of a set of images',
    description:
      'Frechet distance between normal distributions fitted to the features of the images and of the HR images (Heusel et al. 2017: the FID), on bootstrap resamples of the set.',
    convention: frechetConvention,
    options: {
      features: {
        type: 'string',
        minLength: 1,
        pattern: '^(inception-v3|lpips-alex|autoencoder:.+)$',
        examples: ['inception-v3', 'lpips-alex', 'autoencoder:medical'],
        description:
          "Whose features: Inception v3's last pooling (the FID), AlexNet's last convolution, or the last activations of the encoder that plays a role.",
      },
      resamples: {
        ...count,
        description: 'How many resamples of the image set; the procedure `replicates` reads them.',
      },
    } satisfies Options<FrechetConvention>,
  },
  'training-loss': {
    title: 'Loss at the end of training',
    description:
      "The last tenth of the training curve of the cell's denoiser, a point of the curve as a sample: `final`, the logarithm of the loss over the first loss, and `change`, whose mean is the change of that logarithm over the tenth by a least-squares line.",
    convention: {},
    options: {},
  },
} as const;

const assets: Readonly<Record<string, string>> = {
  'inception-v3': 'inception-v3-fid',
  'lpips-alex': 'lpips-alex-v0.1',
};

export function isNetworkMetric(name: string): name is NetworkMetric {
  return (networkMetrics as readonly string[]).includes(name);
}

/** The complete convention of `lpips`. @throws InputError on an unknown option or a value that it cannot have. */
export function resolveLpips(options: Readonly<Record<string, unknown>>): LpipsConvention {
  return resolveConvention<LpipsConvention>(
    'lpips',
    networkMetricWords.lpips.options,
    lpipsConvention,
    options,
  );
}

/** The complete convention of `frechet`. @throws InputError as `resolveLpips` does. */
export function resolveFrechet(options: Readonly<Record<string, unknown>>): FrechetConvention {
  return resolveConvention<FrechetConvention>(
    'frechet',
    networkMetricWords.frechet.options,
    frechetConvention,
    options,
  );
}

/**
 * The asset without which a score cannot be taken; undefined for one that needs none, such as features of an
 * autoencoder, which is an input of its own.
 * @throws InputError for a convention that the metric does not have.
 */
export function networkMetricAsset(score: {
  readonly metric: string;
  readonly convention: Readonly<Record<string, unknown>>;
}): string | undefined {
  if (score.metric === 'lpips') {
    resolveLpips(score.convention);
    return assets['lpips-alex'];
  }
  if (score.metric === 'training-loss') resolveConvention(score.metric, {}, {}, score.convention);
  return score.metric === 'frechet' ? assets[resolveFrechet(score.convention).features] : undefined;
}

/** The role that features `autoencoder:ROLE` name; undefined for other features. */
export function featuresRole(convention: FrechetConvention): string | undefined {
  return /^autoencoder:(.+)$/.exec(convention.features)?.[1];
}
