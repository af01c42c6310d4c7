import type { Option } from '../language/option.ts';
import type { Word } from '../language/word.ts';
import type { Factor } from './experiment.ts';

interface Trained extends Word {
  readonly options: Readonly<Record<string, Option>>;
  /** The factors that it needs beside data set and degradation. */
  readonly needs: readonly Factor[];
}

const weights: Option<'ema' | 'raw'> = {
  enum: ['ema', 'raw'],
  default: 'ema',
  description: "The denoiser's weights: their moving average over the training, or those of its last step.",
};

/** Methods whose networks the harness trains or the profile names, beside those of the baselines. */
export const trainedMethods = {
  autoencoder: {
    title: 'The autoencoder alone',
    description: 'The HR image encoded and decoded: the ceiling of what a method in these latents can reach.',
    options: {},
    needs: ['autoencoder'],
  },
  'latent-diffusion': {
    title: 'Latent diffusion',
    description: 'Latents drawn by a denoiser and a sampler on the condition of the LR image, and decoded.',
    options: { weights },
    needs: ['autoencoder', 'denoiser', 'sampler'],
  },
  'guided-diffusion': {
    title: 'Latent diffusion guided by the LR image',
    description:
      'Latent diffusion whose estimates are brought into agreement with the LR image by back-projection through the known degradation (Irani and Peleg 1991; Wang, Yu and Zhang 2023, equation 13): the decoded image, or each estimate of the clean latent on the way as well.',
    options: {
      weights,
      guide: {
        enum: ['image', 'every-step'],
        description:
          'What is brought into agreement: `image`, the decoded image alone; `every-step`, the decoded estimate of each step, which is encoded again, and the image at the end.',
      },
      passes: {
        type: 'integer',
        minimum: 1,
        default: 1,
        description: 'How often what the LR image lacks is added back; one is exact for means of blocks.',
      },
    },
    needs: ['autoencoder', 'denoiser', 'sampler'],
  },
  'classifier-free-diffusion': {
    title: 'Latent diffusion under classifier-free guidance',
    description:
      'Latent diffusion whose denoiser gives u + w (c - u), c with the condition and u with zeros in its place (Ho and Salimans 2022, with w for their 1 + w): for denoisers whose condition was dropped in training.',
    options: {
      weights,
      guidance: {
        type: 'number',
        minimum: 0,
        description: 'w: 0 is without the condition, 1 as latent diffusion is, and more goes beyond.',
      },
    },
    needs: ['autoencoder', 'denoiser', 'sampler'],
  },
  restorer: {
    title: 'A trained restorer',
    description: 'A network that maps the LR image to the HR image, trained by a recipe.',
    options: {
      restorer: {
        type: 'string',
        minLength: 1,
        examples: ['swinir'],
        description: 'The role of the restorer; the profile says what plays it.',
      },
    },
    needs: [],
  },
} as const satisfies Readonly<Record<string, Trained>>;

export type TrainedMethod = keyof typeof trainedMethods;
