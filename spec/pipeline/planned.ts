import type { Experiment, Profile } from '../../harness/pipeline/experiment.ts';
import type { PlanContext, PlannedDataset } from '../../harness/pipeline/plan/context.ts';
import { type ExperimentPlan, planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { inOrder, type Stage } from '../../harness/pipeline/stage.ts';
import { resolveAnyDenoiser } from '../../harness/training/any-denoiser-recipe.ts';
import { resolveAnyRestorer } from '../../harness/training/any-restorer-recipe.ts';
import { resolveAutoencoder } from '../../harness/training/autoencoder-recipe.ts';
import {
  tinyAutoencoder,
  tinyDenoiser,
  tinyDiffir,
  tinyDiffirTruth,
  tinyRestorer,
  tinySr3,
} from '../training/tiny-trainings.ts';

type Json = Readonly<Record<string, unknown>>;

/** What plans of the specifications are made from; each part may be replaced. */
export interface World {
  readonly datasets: Readonly<Record<string, PlannedDataset>>;
  readonly autoencoders: Readonly<Record<string, Json>>;
  readonly denoisers: Readonly<Record<string, Json>>;
  readonly restorers: Readonly<Record<string, Json>>;
  readonly assets: readonly string[];
  readonly latents?: PlanContext['latents'];
  readonly shipped: PlanContext['shipped'];
  readonly profile: Partial<Profile>;
  readonly seed: number;
  /** By the kind of stage; the same for all where it is absent. */
  readonly code: Readonly<Record<string, string>>;
}

export const phantom = (id: string, more: Partial<PlannedDataset & { missing: undefined }> = {}) =>
  ({
    id,
    params: { declaration: { id, seed: 1 } },
    location: '/assets',
    samples: 8,
    use: { task: { kind: 'box-mean', factor: 4 }, training: `${id}-train` },
    hasMasks: false,
    side: 16,
    ...more,
  }) as PlannedDataset;

export const world: World = {
  datasets: {
    knees: phantom('knees'),
    brains: phantom('brains', { hasMasks: true }),
    'knees-train': phantom('knees-train', { samples: 40 }),
    'brains-train': phantom('brains-train', { samples: 40 }),
    leaves: phantom('leaves', { samples: 50 }),
    absent: { id: 'absent', missing: 'needs the data set absent' },
  },
  autoencoders: {
    own: { ...tinyAutoencoder, data: ['knees-train', 'brains-train'] },
    other: { ...tinyAutoencoder, data: ['leaves'], architecture: { latentChannels: 3, widths: [4, 8] } },
    asset: { kind: 'published', asset: 'kl-f4' },
  },
  denoisers: {
    x0: tinyDenoiser,
    asset: { kind: 'published', asset: 'unet-{autoencoder}-{dataset}', schedule: { kind: 'cosine' } },
  },
  restorers: {
    swinir: { ...tinyRestorer, data: 'leaves' },
    sr3: tinySr3,
    'diffir-truth': tinyDiffirTruth,
    diffir: tinyDiffir,
  },
  assets: [],
  shipped: () => undefined,
  profile: {},
  seed: 42,
  code: {},
};

const profile: Profile = {
  id: 'spec',
  title: 'Spec',
  description: 'Spec',
  tier: 'embedded',
  datasets: { knee: 'knees', brain: 'brains', real: 'absent', none: null },
  main: ['knee', 'brain'],
  autoencoders: { medical: 'own', natural: 'other', published: 'asset', none: null },
  denoisers: { x0: 'x0', published: 'asset', none: null },
  restorers: { swinir: 'swinir', sr3: 'sr3', 'diffir-truth': 'diffir-truth', diffir: 'diffir', none: null },
  samplers: {
    main: { kind: 'one-step', startScale: 1 },
    half: { kind: 'one-step', startScale: 0.5 },
    quick: { kind: 'respaced', steps: 4 },
    none: null,
  },
  seed: 42,
  samplesPerDataset: null,
};

export function contextOf(given: World): PlanContext {
  return {
    profile: { ...profile, ...given.profile },
    seed: given.seed,
    dataset: (id) => given.datasets[id]!,
    ...(given.latents && { latents: given.latents }),
    autoencoder: (id) => resolveAutoencoder(given.autoencoders[id], id),
    denoiser: (id) => resolveAnyDenoiser(given.denoisers[id], id),
    restorer: (id) => resolveAnyRestorer(given.restorers[id], id),
    asset: (id) =>
      given.assets.includes(id)
        ? { location: '/assets', files: [{ name: `${id}/file`, sha256: id.padEnd(64, '0') }] }
        : { missing: `needs the asset ${id}` },
    method: (method) =>
      method.kind === 'interpolation'
        ? { kind: 'restore', params: { method }, location: '' }
        : { missing: 'needs a package' },
    shipped: given.shipped,
    kind: (name) => ({ name, code: name, run: () => ({}) }),
    codeVersion: (name) => given.code[name] ?? 'v1',
  };
}

const task = { id: 'task', kind: 'task' };
export const levels = {
  task,
  sr: { id: 'sr', kind: 'latent-diffusion' },
  raw: { id: 'sr', kind: 'latent-diffusion', weights: 'raw' },
  ae: { id: 'ae', kind: 'autoencoder' },
  bicubic: { id: 'bicubic', kind: 'interpolation', kernel: 'bicubic', mode: 'float' },
  swinir: { id: 'swinir', kind: 'restorer', restorer: 'swinir' },
  sr3: { id: 'sr3', kind: 'restorer', restorer: 'sr3' },
  diffir: { id: 'diffir', kind: 'restorer', restorer: 'diffir' },
  'diffir-truth': { id: 'diffir-truth', kind: 'restorer', restorer: 'diffir-truth' },
} as const;

/** A block of SR cells of the knee with the medical autoencoder. */
export const srBlock = {
  dataset: ['knee'],
  degradation: [task],
  method: [levels.sr],
  autoencoder: ['medical'],
  denoiser: ['x0'],
  sampler: ['main'],
};

export const psnr = { id: 'psnr', metric: 'psnr', reference: 'true-hr', convention: {} } as const;

export function experimentOf(parts: Partial<Experiment>): Experiment {
  return {
    id: 'e',
    title: 'E',
    question: 'Q',
    cells: [srBlock],
    scores: [psnr],
    statistics: [],
    figures: [],
    panels: [],
    ...parts,
  };
}

/** The mean of a score in the cell with these levels, by data set. */
export const meanOf = (score: string, cell: Readonly<Record<string, string>> = {}, id = score) => ({
  id,
  title: id,
  by: ['dataset'],
  procedure: 'bootstrap',
  options: {},
  x: [{ weight: 1, score, cell }],
});

export function planOf(parts: Partial<Experiment>, changes: Partial<World> = {}): ExperimentPlan {
  return planExperiment(experimentOf(parts), contextOf({ ...world, ...changes }));
}

/** Every stage that a plan's rows need. */
export const stagesOf = ({ measures }: ExperimentPlan): readonly Stage[] => inOrder(measures);

export const kindsOf = (plan: ExperimentPlan) => stagesOf(plan).map(({ kind }) => kind);

/** The one stage of a kind. */
export function only(plan: ExperimentPlan, kind: string): Stage {
  const found = stagesOf(plan).filter((stage) => stage.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} stages ${kind}`);
  return found[0]!;
}
