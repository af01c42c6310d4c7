import { canonicalJson, sha256 } from '../../harness/pipeline/canonical.ts';
import type { CellBlock, Experiment, Profile, ScoreDeclaration } from '../../harness/pipeline/experiment.ts';
import type { PlanContext, PlannedLatents } from '../../harness/pipeline/plan/context.ts';
import type { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { inOrder, type Stage } from '../../harness/pipeline/stage.ts';
import { tinyDenoiser, tinyDistilled, tinyVariation } from '../training/tiny-trainings.ts';
import {
  contextOf,
  experimentOf,
  levels,
  meanOf,
  phantom,
  psnr,
  srBlock,
  type World,
  world,
} from './planned.ts';

const sampler = { sampler: ['quick'] };
const block = (method: object, more: Partial<CellBlock> = {}) =>
  ({ dataset: ['brain'], degradation: [levels.task], method: [method], ...more }) as CellBlock;
const diffused = (method: object, more: Partial<CellBlock> = {}) =>
  ({ ...srBlock, method: [method], ...more }) as CellBlock;
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

const given: Partial<World> = {
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
    unread: phantom('unread', { side: undefined } as never),
    gone: {
      id: 'gone',
      missing: 'needs the data set gone',
      use: { task: { kind: 'own' }, training: 'own-train' },
    },
    table: phantom('table', { params: { declaration: { kind: 'scores' }, files: ['a'] } }),
  },
  latents: (set, autoencoder) =>
    ['own', 'gone'].includes(set) && autoencoder === 'other' ? cache : undefined,
  profile: {
    datasets: {
      knee: 'knees',
      brain: 'brains',
      own: 'own',
      gone: 'gone',
      named: 'named',
      unread: 'unread',
      table: 'table',
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

const experiments: Readonly<
  Record<string, readonly [Partial<Experiment>, Partial<PlanContext>?, Partial<Profile>?]>
> = {
  'baselines, with scores of regions and of networks': [
    {
      cells: [
        block(levels.bicubic),
        block(levels.swinir),
        block(levels.sr3),
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
        diffused(levels.ae, { autoencoder: ['natural'] }),
      ],
    },
  ],
  'images of a side that is not known, and few of them': [
    {
      cells: [diffused(levels.ae, { dataset: ['unread'] }), block(levels.bicubic, { dataset: ['unread'] })],
      samplesPerDataset: 3,
      scores: [psnr, score('lpips', 'lpips')],
    },
  ],
  'the second batch': [
    { cells: [block(levels.bicubic), diffused(levels.ae)], scores: [psnr, score('observer', 'observer')] },
    { batch: 1 },
    { batch: 3 },
  ],
  'cached latents beside images, and of images that are not there': [
    {
      cells: [
        diffused(levels.sr, { dataset: ['own', 'gone'], autoencoder: ['natural'] }),
        diffused(levels.ae, { dataset: ['gone'], autoencoder: ['natural'] }),
      ],
      scores: [psnr, score('self', 'psnr', { reference: 'self' })],
    },
  ],
  'a table of scores beside what is measured': [
    {
      cells: [
        block(
          { id: 'theirs', kind: 'scores', where: { model: 'theirs' }, columns: { psnr: 'PSNR' } },
          { dataset: ['table'] },
        ),
        block(levels.bicubic),
      ],
      samplesPerDataset: 4,
    },
    {},
    { tier: 'imported' },
  ],
};

/** A number of metrics that have several. */
const partOf: Readonly<Record<string, string>> = {
  'latent-similarity': '/cosine1',
  hallucination: '/share',
  observer: '/rating',
  intervals: '/width',
};

/**
 * Plans of declarations made by hand, which between them have every kind of stage: for each stage what it is computed
 * from and what it is taken to cost, its parameters as a hash; and why what is missing is.
 */
export function plannedByHand(plan: typeof planExperiment): Readonly<Record<string, Plan>> {
  return Object.fromEntries(Object.keys(experiments).map((name) => [name, planByHand(plan, name)]));
}

interface Plan {
  readonly stages: Readonly<Record<string, object>>;
  readonly missing: readonly string[];
  readonly absent: readonly string[];
}

/** One of them. */
export function planByHand(planned: typeof planExperiment, name: string): Plan {
  const [parts, context, profile] = experiments[name]!;
  const statistics = (parts.scores ?? [psnr]).map(({ id, metric }) => ({
    ...meanOf(`${id}${partOf[metric] ?? ''}`, {}, id),
    by: ['dataset', 'method', ...(parts.cells!.every(({ denoiser }) => denoiser) ? ['denoiser'] : [])],
  }));
  const whole = contextOf({ ...world, ...given });
  const large = (id: string) => ({ ...whole.dataset(id), side: 512 }) as ReturnType<PlanContext['dataset']>;
  const plan = planned(experimentOf({ ...parts, statistics }), {
    ...whole,
    ...context,
    ...(context?.batch !== undefined && { dataset: large }),
    profile: { ...whole.profile, ...profile },
  });
  const ends = [...plan.measures, ...plan.panels.map(({ stage }) => stage)];
  const stages = inOrder(plan.statistics ? [...ends, plan.statistics] : ends);
  return {
    stages: Object.fromEntries(stages.map((stage) => [stage.label, said(stage)])),
    missing: plan.missing,
    absent: plan.absent.map(
      ({ statistic, group, reason }) => `${statistic} of ${Object.values(group).join()}: ${reason}`,
    ),
  };
}

function said({ kind, params, inputs, work, flop, calls, bytes, memory, pixels, location }: Stage): object {
  const from = Object.entries(inputs).map(([role, { label }]) => `${role}: ${label}`);
  return {
    kind,
    params: sha256(canonicalJson(params)).slice(0, 8),
    costs: { work, flop, calls, bytes, memory, pixels },
    location,
    inputs: from,
  };
}
