import type { CellBlock, Experiment, Profile, ScoreDeclaration } from '../../harness/pipeline/experiment.ts';
import type { PlanContext, PlannedLatents } from '../../harness/pipeline/plan/context.ts';
import { tinyAutoencoder, tinyDenoiser, tinyDistilled, tinyVariation } from '../training/tiny-trainings.ts';
import { levels, phantom, psnr, srBlock, type World, world } from './planned.ts';

const published = { id: 'published', kind: 'network', asset: 'swinir-m-x4' };
const elsewhere = { id: 'elsewhere', kind: 'images', folder: './made', files: '{id}.png' };
const sampler = { sampler: ['quick'] };
const block = (method: object, more: Partial<CellBlock> = {}) =>
  ({ dataset: ['brain'], degradation: [levels.task], method: [method], ...more }) as CellBlock;
const diffused = (method: object, more: Partial<CellBlock> = {}) =>
  ({ ...srBlock, method: [method], ...more }) as CellBlock;
const second = { id: 'second', autoencoder: 0, denoiser: 1 };
const again = ({ id, ...method }: { readonly id: string }) => ({ ...method, id: `${id} again` });
const score = (id: string, metric: string, more: object = {}) =>
  ({ ...psnr, id, metric, ...more }) as ScoreDeclaration;

const file = (name: string) => ({ name, sha256: name.padEnd(64, '0') });
const cache: PlannedLatents = {
  declaration: { id: 'cache' },
  deviation: 2,
  files: { hr: [file('hr_0.npy')], lr: [file('lr_0.npy')] },
  location: '/cache',
  samples: 6,
  side: { hr: 4, lr: 2 },
};

/** What there is on the machine of these plans. */
export const given: Partial<World> = {
  assets: ['kl-f4', 'unet-kl-f4-knees', 'unet-kl-f4-shared', 'lpips-alex-v0.1', 'inception-v3'],
  denoisers: {
    ...world.denoisers,
    upsampled: { ...tinyDenoiser, condition: { mode: 'upsampled' } },
    pixel: { ...tinyDenoiser, condition: { mode: 'pixel' } },
    student: tinyDistilled,
    varied: tinyVariation,
    free: { kind: 'variation', of: 'x0', dropped: 0.1 },
  },
  datasets: {
    ...world.datasets,
    brains: phantom('brains', { hasMasks: true, side: 64 }),
    own: phantom('own', { hasLow: true, lowSide: 8, use: { task: { kind: 'own' }, training: 'own-train' } }),
    'own-train': phantom('own-train', { samples: 12, hasLow: true, lowSide: 8 }),
    named: phantom('named', {
      samples: 5,
      side: 32,
      use: { task: { kind: 'box-mean', factor: 2 }, networks: 'shared' },
    }),
    unsized: phantom('unsized', { hasLow: true, use: { task: { kind: 'own' }, training: 'own-train' } }),
    plain: phantom('plain', {
      side: 256,
      use: { task: { kind: 'box-mean', factor: 8 }, training: 'plain-train' },
    }),
    'plain-train': phantom('plain-train', { side: 64, use: {} }),
    unread: phantom('unread', { side: undefined } as never),
    'unread-train': phantom('unread-train', { side: undefined } as never),
    large: phantom('large', {
      side: 256,
      use: {
        task: { kind: 'box-mean', factor: 4 },
        training: 'large-train',
        whole: { images: 99, subjects: 9 },
      },
    }),
    'large-train': phantom('large-train', { side: 128 }),
    dim: {
      id: 'dim',
      missing: 'needs the data set dim',
      use: { task: { kind: 'own' }, training: 'own-train' },
    },
    gone: {
      id: 'gone',
      missing: 'needs the data set gone',
      use: { task: { kind: 'own' }, training: 'own-train' },
    },
    table: phantom('table', { params: { declaration: { kind: 'scores' }, files: ['a'] } }),
  },
  latents: (set, autoencoder) =>
    autoencoder !== 'other'
      ? undefined
      : set === 'dim'
        ? { ...cache, side: {} }
        : ['own', 'gone'].includes(set)
          ? cache
          : undefined,
  autoencoders: { ...world.autoencoders, unread: { ...tinyAutoencoder, data: ['unread'] } },
  restorers: { ...world.restorers, published: { kind: 'published', asset: 'swinir-m-x4' } },
  profile: {
    autoencoders: { medical: 'own', natural: 'other', published: 'asset', unread: 'unread', none: null },
    restorers: {
      swinir: 'swinir',
      sr3: 'sr3',
      diffir: 'diffir',
      'diffir-truth': 'diffir-truth',
      published: 'published',
      none: null,
    },
    datasets: {
      knee: 'knees',
      brain: 'brains',
      own: 'own',
      gone: 'gone',
      named: 'named',
      unread: 'unread',
      large: 'large',
      dim: 'dim',
      absent: 'absent',
      table: 'table',
      plain: 'plain',
      unsized: 'unsized',
    },
    denoisers: {
      x0: 'x0',
      up: 'upsampled',
      pixel: 'pixel',
      student: 'student',
      varied: 'varied',
      free: 'free',
      published: 'asset',
    },
  },
};

/** Experiments by what they are of, with what their plans see and play otherwise. */
export const experiments: Readonly<
  Record<string, readonly [Partial<Experiment>, Partial<PlanContext>?, Partial<Profile>?]>
> = {
  'baselines, with scores of regions and of networks': [
    {
      cells: [
        block(levels.bicubic),
        block(levels.swinir),
        block(levels.sr3),
        block(levels.sr3, { dataset: ['large'] }),
        block({ ...levels.swinir, id: 'again' }, { seed: [{ id: 'third', autoencoder: 0, denoiser: 2 }] }),
        block(levels.bicubic, { dataset: ['own'], degradation: [{ id: 'own', kind: 'own' }] }),
      ],
      scores: [
        psnr,
        score('region', 'mae', { masked: true }),
        score('lpips', 'lpips'),
        score('observer', 'observer'),
        score('fid', 'frechet', { convention: { features: 'lpips-alex' } }),
      ],
      panels: [
        {
          id: 'p',
          title: 'P',
          sample: 'a',
          cells: [{ method: 'bicubic' }, { method: 'swinir' }],
          reconstructions: ['medical'],
          hallucination: { floor: 'medical', k: 2 },
        },
      ],
    },
  ],
  'latent diffusion, by every kind of denoiser': [
    {
      cells: ['x0', 'up', 'pixel', 'student', 'varied'].map((denoiser) =>
        diffused(levels.sr, { ...sampler, denoiser: [denoiser] }),
      ),
      scores: [
        psnr,
        score('self', 'ssim', { reference: 'self' }),
        score('latent', 'latent-similarity', { of: 'latent' }),
        score('floor', 'hallucination', { floor: 'own' }),
        score('loss', 'training-loss'),
      ],
    },
  ],
  'guided diffusion, several draws and another training': [
    {
      cells: [
        diffused({ id: 'end', kind: 'guided-diffusion' }, sampler),
        diffused({ id: 'each', kind: 'guided-diffusion', guide: 'every-step', passes: 2 }, sampler),
        diffused(
          { id: 'free', kind: 'classifier-free-diffusion', guidance: 2 },
          { ...sampler, denoiser: ['free'] },
        ),
        diffused(levels.raw, { seed: [{ id: 'second', autoencoder: 1, denoiser: 2 }] }),
      ],
      scores: [psnr, score('intervals', 'intervals', { convention: { draws: 3 } })],
    },
  ],
  'published networks, of a set that has another name for them': [
    {
      cells: [
        diffused(levels.sr, {
          dataset: ['knee', 'named'],
          autoencoder: ['published'],
          denoiser: ['published'],
        }),
        diffused(levels.ae, { dataset: ['large'], autoencoder: ['natural'] }),
        diffused(
          { id: 'sr-large', kind: 'latent-diffusion' },
          { dataset: ['large'], autoencoder: ['natural'] },
        ),
        diffused(
          { id: 'untrained', kind: 'latent-diffusion' },
          { dataset: ['named'], autoencoder: ['natural'] },
        ),
        diffused({ id: 'theirs', kind: 'autoencoder' }, { autoencoder: ['published'] }),
      ],
    },
  ],
  'images of a side that is not known, and few of them': [
    {
      cells: [
        diffused(levels.ae, { dataset: ['unread'], autoencoder: ['unread'] }),
        diffused(levels.sr, { dataset: ['unread'], autoencoder: ['unread'] }),
        block(levels.bicubic, { dataset: ['unread'] }),
        block(levels.sr3, { dataset: ['unread'] }),
        block(published, { dataset: ['unread'] }),
      ],
      samplesPerDataset: 3,
      scores: [psnr, score('lpips', 'lpips')],
    },
  ],
  'restorers of another training, and DiffIR in either stage': [
    {
      cells: [
        ...[levels.diffir, levels['diffir-truth']].map((method) => block(method)),
        ...[levels.diffir, levels.sr3, levels.swinir].map((method) =>
          block(again(method), { seed: [second] }),
        ),
        block(levels.diffir, { dataset: ['unread', 'plain'] }),
        block(levels.diffir, { dataset: ['own', 'unsized'], degradation: [{ id: 'own', kind: 'own' }] }),
        ...[levels.sr3, levels.swinir].map((method) => block(method, { dataset: ['plain'] })),
      ],
    },
  ],
  'networks in little memory': [
    {
      cells: [
        block(levels.diffir, { dataset: ['plain'] }),
        block(levels.sr3, { dataset: ['large', 'brain'] }),
        block(published, { dataset: ['brain'] }),
        diffused(levels.sr, { dataset: ['large'], ...sampler }),
        diffused(levels.ae, { dataset: ['large'] }),
      ],
      scores: [psnr, score('lpips', 'lpips')],
    },
    {},
    { networkBatch: { gigabytes: 0.4 } },
  ],
  'the second batch': [
    {
      cells: [
        block(levels.bicubic),
        diffused(levels.ae),
        block(levels.bicubic, { dataset: ['unread'] }),
        block(elsewhere),
      ],
      scores: [psnr, score('observer', 'observer')],
    },
    { batch: 1 },
    { batch: 3 },
  ],
  'cached latents beside images, and of images that are not there': [
    {
      cells: [
        diffused(levels.sr, { dataset: ['own', 'gone'], autoencoder: ['natural'] }),
        diffused(levels.ae, { dataset: ['gone', 'dim'], autoencoder: ['natural'] }),
        diffused(
          { id: 'second', kind: 'autoencoder' },
          {
            dataset: ['gone'],
            autoencoder: ['natural'],
            seed: [{ id: 'second', autoencoder: 1, denoiser: 0 }],
          },
        ),
      ],
      scores: [psnr, score('region', 'mae', { masked: true }), score('self', 'psnr', { reference: 'self' })],
    },
  ],
  'networks and images of others': [
    {
      cells: [
        block(published, { dataset: ['large', 'knee'] }),
        block({ ...published, id: 'fitted', fit: 'input' }, { dataset: ['large'] }),
        block({ id: 'playing', kind: 'restorer', restorer: 'published' }),
        block(elsewhere),
        block({ id: 'esrgan', kind: 'esrgan', model: 'slim', scale: 4 }),
      ],
    },
  ],
  'a table of scores beside what is measured': [
    {
      cells: [
        block(
          { id: 'theirs', kind: 'scores', where: { model: 'theirs' }, columns: { psnr: 'PSNR' } },
          { dataset: ['table'] },
        ),
        block({ id: 'absent', kind: 'scores' }, { dataset: ['absent'] }),
        block(levels.bicubic),
      ],
      samplesPerDataset: 4,
    },
    {},
    { tier: 'imported' },
  ],
};
