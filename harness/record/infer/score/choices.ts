import type { Word } from '../../../language/word.ts';

/** What a score leaves open: each level is a way that is in use. */
export interface Choice extends Word {
  /** The level where nothing is said. */
  readonly plain: string;
  readonly levels: Readonly<Record<string, string>>;
  /** How much further a convention is from the described one when it departs here; 1 where it is not said. */
  readonly weight?: number;
}

const borders = Array.from({ length: 9 }, (_, pixels) => [
  `${pixels}`,
  pixels === 0 ? 'none' : `${pixels} pixel${pixels === 1 ? '' : 's'} left out at each border`,
]);

/** Resizes by their level: the side of the square that both images become, and how. */
export const resizes = Object.fromEntries(
  [256, 384].flatMap((side) =>
    (['bilinear', 'bilinear-aliased', 'bicubic', 'box'] as const).map((kernel) => [
      `${side}-${kernel}`,
      { side, kernel },
    ]),
  ),
);

/** Windows of SSIM by their level. */
export const windows = {
  'gaussian-11': { window: 'gaussian', size: 11 },
  'uniform-7': { window: 'uniform', size: 7 },
  'uniform-11': { window: 'uniform', size: 11 },
  'gaussian-7': { window: 'gaussian', size: 7 },
} as const;

/** Every choice that a score of folders leaves open, by name. */
export const choices = {
  images: {
    title: 'Images',
    description: 'How many of the images are scored, the first by name.',
    weight: 2,
    plain: 'all',
    levels: { all: 'all that are there' },
  },
  reference: {
    title: 'Reference',
    description: 'What images are scored against.',
    weight: 1.5,
    plain: 'image',
    levels: {
      image: 'the true image',
      reconstruction: "the autoencoder's own reconstruction of it (--vae, --reconstructions)",
    },
  },
  scale: {
    title: 'Scale',
    description: 'How values are brought to [0, 1] before anything else.',
    weight: 1.2,
    plain: 'as-is',
    levels: {
      'as-is': 'as they are',
      minmax: 'each image from its own minimum to its maximum',
      'minmax-reference': "both from the reference's minimum to its maximum, clamped",
      'minmax-volume': 'each image from the minimum to the maximum of all of its subject',
    },
  },
  resize: {
    title: 'Resize',
    description: 'The square that both images are resized to before they are scored.',
    weight: 1.3,
    plain: 'none',
    levels: {
      none: 'as they are',
      ...Object.fromEntries(
        Object.entries(resizes).map(([name, { side, kernel }]) => [
          name,
          `to ${side} x ${side}, ${kernel === 'bilinear-aliased' ? 'bilinear without antialiasing' : `${kernel}${kernel === 'box' ? ' (area)' : ', antialiased'}`}`,
        ]),
      ),
    },
  },
  order: {
    title: 'Order of scale and resize',
    description: 'Which of the two is first, where both are done.',
    weight: 1.1,
    plain: 'scale-first',
    levels: {
      'scale-first': 'values are scaled, then resized',
      'resize-first': 'images are resized, then scaled by what is left of their extremes',
    },
  },
  values: {
    title: 'Values',
    description: 'What becomes of values in [0, 1] on the way to the score, as when images are saved.',
    weight: 1.1,
    plain: 'as-is',
    levels: {
      'as-is': 'as they are',
      clip: 'clipped to [0, 1]',
      round: 'clipped and rounded to 8 bits',
      truncate: 'clipped and cut to 8 bits',
    },
  },
  channels: {
    title: 'Channels',
    description: 'What is compared of colours.',
    plain: 'all',
    levels: {
      all: 'every channel as it is',
      y: 'the luma of BT.601, 16 to 235; of a grey image that of three equal colours',
      grey: 'the mean of the channels',
    },
  },
  crop: {
    title: 'Crop border',
    description: 'Pixels left out at each border.',
    plain: '0',
    levels: Object.fromEntries(borders) as Readonly<Record<string, string>>,
  },
  peak: {
    title: 'Peak',
    description: 'The largest value, or the range, that the score takes the signal to have.',
    plain: '1',
    levels: {
      '1': 'the largest value that samples can have: 1 of values in [0, 1], 255 of 8 bits',
      '255': '255, of values in [0, 1]',
      '2': '2, as scikit-image takes floats to have, of values in [0, 1]',
      'signed-1': '1, of values in [-1, 1]',
      'signed-2': '2, of values in [-1, 1]',
      maximum: "the reference's maximum, image by image",
      range: "the reference's range, image by image",
      'maximum-volume': "the maximum of the subject's references",
      'range-volume': "the range of the subject's references",
    },
  },
  average: {
    title: 'Average',
    description: 'What one number is made of many images by.',
    plain: 'images',
    levels: {
      images: 'the mean over images',
      pooled: 'one score of the squared error pooled over all values',
      volumes: 'a score of each subject, its images taken as one volume, and the mean of those',
    },
  },
  zeroError: {
    title: 'Zero error',
    description: 'What PSNR is of images without any error.',
    plain: 'infinity',
    levels: { infinity: 'infinite', '80': '80 dB', '100': '100 dB', 'left-out': 'left out of the mean' },
  },
  window: {
    title: 'Window',
    description: 'The window of SSIM and its side in pixels.',
    plain: 'gaussian-11',
    levels: {
      'gaussian-11': 'Gaussian, 11 pixels',
      'uniform-7': 'uniform, 7 pixels',
      'uniform-11': 'uniform, 11 pixels',
      'gaussian-7': 'Gaussian, 7 pixels',
    },
  },
  sigma: {
    title: 'Sigma',
    description: 'Standard deviation of the Gaussian window in pixels.',
    plain: '1.5',
    levels: { '1.5': '1.5 pixels', '0.5': 'half a pixel', '1': '1 pixel', '2': '2 pixels' },
  },
  covariance: {
    title: 'Covariance',
    description: 'The divisor of variances in the window of SSIM.',
    plain: 'own',
    levels: {
      own: "the window's own: itself for a Gaussian (Wang et al. 2004), n - 1 for a uniform one (scikit-image)",
      population: 'the window alone',
      sample: 'n - 1',
    },
  },
  boundary: {
    title: 'Boundary',
    description: 'Which pixels the mean of the SSIM map is over.',
    plain: 'crop',
    levels: {
      crop: 'where the window fits',
      mirror: 'all, the image reflected without its edge (torchmetrics)',
      symmetric: 'all, the image reflected with its edge',
    },
  },
  scales: {
    title: 'Scales',
    description: 'How many scales MS-SSIM has.',
    plain: '5',
    levels: { '5': 'five', fitting: 'as many as the image is large enough for' },
  },
  signal: {
    title: 'Range of the input',
    description: 'What the network of LPIPS is given; it was trained on values in [-1, 1].',
    plain: 'signed',
    levels: { signed: 'values in [-1, 1]', unit: 'values in [0, 1], not brought to [-1, 1]' },
  },
  epsilon: {
    title: 'Epsilon',
    description: "Where LPIPS keeps the division by a feature's length from zero.",
    plain: 'outside',
    levels: { outside: "outside the root (the authors' library)", inside: 'inside it (torchmetrics)' },
  },
} satisfies Readonly<Record<string, Choice>>;

/** The name of a choice. */
export type ChoiceName = keyof typeof choices;

/** The choice of that name. */
export function choiceNamed(name: ChoiceName): Choice {
  return choices[name];
}
