import type { Fields } from '../numeric/fields.ts';
import { boundaryNames } from './boundary.ts';
import { boxMean } from './box-mean.ts';
import type { DegradationKind, Resize } from './degradation.ts';
import { type GaussianBlur, gaussianBlur } from './gaussian-blur.ts';
import { kernelNames } from './kernel.ts';
import { type Refinement, refine } from './refinement.ts';
import { resize, resizeModes } from './resize.ts';
import { shrunkSize } from './shrunk-size.ts';

const above0 = { above: 0 };
const atLeast1 = { atLeast: 1 };

/** The paper's 4x tasks as described: LR by bicubic interpolation. The release's use Lanczos. */
export const resizeKind: DegradationKind<Resize> = {
  kind: 'resize',
  title: 'Antialiased resize',
  convention: { kernel: 'bicubic', mode: 'float', factor: 4 },
  resolve(declared) {
    const kernel = declared.oneOf('kernel', kernelNames, 'bicubic');
    const mode = declared.oneOf('mode', resizeModes, 'float');
    if (declared.has('height') || declared.has('width')) {
      const height = declared.integer('height', atLeast1);
      return { kernel, mode, height, width: declared.integer('width', atLeast1) };
    }
    return { kernel, mode, factor: declared.number('factor', above0, 4) };
  },
  apply(image, setting) {
    const { height, width } = 'factor' in setting ? shrunkSize('resize', image, setting.factor) : setting;
    return resize(image, height, width, setting.kernel, setting.mode);
  },
};

export const boxMeanKind: DegradationKind<{ readonly factor: number }> = {
  kind: 'box-mean',
  title: 'Mean over blocks',
  convention: { factor: 4 },
  resolve: (declared) => ({ factor: declared.integer('factor', atLeast1, 4) }),
  apply: (image, { factor }) => boxMean(image, factor),
};

/** SciPy's defaults for what no source states; sigma is always to be given. */
export const gaussianBlurKind: DegradationKind<GaussianBlur> = {
  kind: 'gaussian-blur',
  title: 'Gaussian blur',
  convention: { truncate: 4, boundary: 'reflect' },
  resolve: (declared) => blur(declared, declared.number('sigma', above0)),
  apply: gaussianBlur,
};

/**
 * The paper names blur, 2x down and up again; its text gives neither the kernels nor, in a readable form,
 * sigma, so that bicubic and 1 are ours.
 */
export const refinementKind: DegradationKind<Refinement> = {
  kind: 'refinement',
  title: 'Blur, shrink and enlarge again',
  convention: {
    sigma: 1,
    truncate: 4,
    boundary: 'reflect',
    factor: 2,
    down: 'bicubic',
    up: 'bicubic',
    mode: 'float',
  },
  resolve: (declared) => ({
    ...blur(declared, declared.number('sigma', above0, 1)),
    factor: declared.number('factor', above0, 2),
    down: declared.oneOf('down', kernelNames, 'bicubic'),
    up: declared.oneOf('up', kernelNames, 'bicubic'),
    mode: declared.oneOf('mode', resizeModes, 'float'),
  }),
  apply: refine,
};

function blur(declared: Fields, sigma: number): GaussianBlur {
  return {
    sigma,
    truncate: declared.number('truncate', above0, 4),
    boundary: declared.oneOf('boundary', boundaryNames, 'reflect'),
  };
}
