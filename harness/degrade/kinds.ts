import { declaredOptions, type Option, type Options } from '../language/option.ts';
import { boundaryOption } from './boundary.ts';
import { boxMean } from './box-mean.ts';
import type { DegradationKind, Resize } from './degradation.ts';
import { type GaussianBlur, gaussianBlur } from './gaussian-blur.ts';
import { truncateKSpace } from './k-space-truncation.ts';
import { kernelOption } from './kernel.ts';
import { type Refinement, refine } from './refinement.ts';
import { resize, resizeModeOption } from './resize.ts';
import { type RicianNoise, ricianNoise } from './rician-noise.ts';
import { shrunkSize } from './shrunk-size.ts';

const sigma: Option<number> = {
  type: 'number',
  exclusiveMinimum: 0,
  examples: [1],
  description: 'Standard deviation of the Gaussian in pixels of the image it blurs.',
};
const truncate: Option<number> = {
  type: 'number',
  exclusiveMinimum: 0,
  default: 4,
  description: 'Standard deviations after which the Gaussian is cut off; 4 as in SciPy.',
};
const factor: Option<number> = {
  type: 'number',
  exclusiveMinimum: 0,
  default: 4,
  description: 'How many times smaller the image becomes along both axes.',
};
const side: Option<number> = { type: 'integer', minimum: 1, description: '' };

const resizeOptions = {
  kernel: kernelOption('The interpolation kernel, by its name in Pillow.', 'bicubic'),
  mode: { ...resizeModeOption, default: 'float' },
} as const;

/** The paper's 4x tasks as described: LR by bicubic interpolation. The release's use Lanczos. */
export const resizeKind: DegradationKind<Resize> = {
  kind: 'resize',
  nature: 'linear',
  title: 'Antialiased resize',
  description:
    "Interpolation by a kernel that widens as the image shrinks, as Pillow's `Image.resize`: by a factor, or to a height and width in pixels.",
  options: { ...resizeOptions, factor },
  instead: {
    height: { ...side, description: 'Height in pixels, with `width` in place of `factor`.' },
    width: { ...side, description: 'Width in pixels, with `height` in place of `factor`.' },
  },
  resolve(declared) {
    const setting = declaredOptions<Pick<Resize, 'kernel' | 'mode'>>(resizeOptions, declared);
    if (!declared.has('height') && !declared.has('width')) {
      return { ...setting, ...declaredOptions({ factor }, declared) };
    }
    return { ...setting, ...declaredOptions({ height: side, width: side }, declared) };
  },
  apply(image, setting) {
    const { height, width } = 'factor' in setting ? shrunkSize('resize', image, setting.factor) : setting;
    return resize(image, height, width, setting.kernel, setting.mode);
  },
};

const boxOptions: Options<{ readonly factor: number }> = {
  factor: { type: 'integer', minimum: 1, default: 4, description: 'Side of the blocks in pixels.' },
};

export const boxMeanKind: DegradationKind<{ readonly factor: number }> = {
  kind: 'box-mean',
  nature: 'linear',
  title: 'Mean over blocks',
  description: 'The mean over every block of factor x factor pixels; the factor must divide both sides.',
  options: boxOptions,
  resolve: (declared) => declaredOptions(boxOptions, declared),
  apply: (image, { factor: side }) => boxMean(image, side),
};

/** SciPy's defaults for what no source states; sigma is always to be given. */
const blurOptions: Options<GaussianBlur> = { sigma, truncate, boundary: boundaryOption };

export const gaussianBlurKind: DegradationKind<GaussianBlur> = {
  kind: 'gaussian-blur',
  nature: 'linear',
  title: 'Gaussian blur',
  description: "Convolution with a sampled Gaussian along both axes, as SciPy's `gaussian_filter`.",
  options: blurOptions,
  resolve: (declared) => declaredOptions(blurOptions, declared),
  apply: gaussianBlur,
};

/**
 * The paper names blur, 2x down and up again; its text gives neither the kernels nor, in a readable form,
 * sigma, so that bicubic and 1 are ours.
 */
const refinementOptions: Options<Refinement> = {
  ...blurOptions,
  sigma: { ...sigma, default: 1 },
  factor: { ...factor, default: 2 },
  down: kernelOption('The kernel that shrinks.', 'bicubic'),
  up: kernelOption('The kernel that enlarges again.', 'bicubic'),
  mode: resizeOptions.mode,
};

export const refinementKind: DegradationKind<Refinement> = {
  kind: 'refinement',
  nature: 'linear',
  title: 'Blur, shrink and enlarge again',
  description:
    'Gaussian blur, a resize down by a factor and one back to the size before: LR and HR share one size.',
  options: refinementOptions,
  resolve: (declared) => declaredOptions(refinementOptions, declared),
  apply: refine,
};

const truncationOptions: Options<{ readonly factor: number }> = {
  factor: {
    type: 'number',
    minimum: 1,
    default: 4,
    description: 'How many times fewer frequencies are kept along both axes, and smaller the image becomes.',
  },
};

export const kSpaceTruncationKind: DegradationKind<{ readonly factor: number }> = {
  kind: 'k-space-truncation',
  nature: 'magnitude',
  title: 'Truncation of k-space',
  description:
    'The central part of the centred 2-D discrete Fourier transform is kept, as in a shorter acquisition, and the LR image is the magnitude of its inverse; its edges lie on those of the HR image. The factor must divide both sides.',
  options: truncationOptions,
  resolve: (declared) => declaredOptions(truncationOptions, declared),
  apply: (image, setting) => truncateKSpace(image, setting.factor),
};

const noiseOptions: Options<RicianNoise> = {
  sigma: {
    type: 'number',
    exclusiveMinimum: 0,
    examples: [0.05],
    description: "Standard deviation of the real and of the imaginary part's noise, in the image's values.",
  },
  seed: {
    type: 'integer',
    minimum: 0,
    default: 0,
    description: "Seed of the noise, which the image's id completes; the seed of a run does not change it.",
  },
};

export const ricianNoiseKind: DegradationKind<RicianNoise> = {
  kind: 'rician-noise',
  nature: 'noise',
  title: 'Rician noise',
  description:
    'The magnitude of the image with Gaussian noise in a real and an imaginary part, as in magnitude images of MR (Gudbjartsson and Patz 1995): sqrt((x + n1)^2 + n2^2). Every image has noise of its own, all channels the same.',
  options: noiseOptions,
  resolve: (declared) => declaredOptions(noiseOptions, declared),
  apply: ricianNoise,
};
