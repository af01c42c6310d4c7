import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { stream } from '../../harness/numeric/stream.ts';
import {
  resolveAutoencoder,
  type ScaleAutoencoderRecipe,
} from '../../harness/training/autoencoder-recipe.ts';
import { autoencoderTask } from '../../harness/training/autoencoder-task.ts';
import { resolveDenoiser, type ScaleDenoiserRecipe } from '../../harness/training/denoiser-recipe.ts';
import { denoiserTask } from '../../harness/training/denoiser-task.ts';
import { resolveRestorer, type TrainedRestorerRecipe } from '../../harness/training/restorer-recipe.ts';
import { restorerNetwork, restorerTask } from '../../harness/training/restorer-task.ts';

export const steps = 5;

const optimiser = (kind: string) => ({
  kind,
  beta2: 0.99,
  clipNorm: 1,
  learningRate: { peak: 0.01, warmUp: 2, annealing: { to: 1e-4 } },
});

/** Declarations as small as networks allow. */
export const tinyAutoencoder = {
  kind: 'scale',
  architecture: { latentChannels: 2, widths: [4, 8] },
  data: ['tiny'],
  steps,
  batch: 2,
  flips: true,
  latentNoise: 0.05,
  latentPenalty: 1e-3,
  optimiser: optimiser('adam'),
  standardisedOver: 4,
};

export const tinyDenoiser = {
  kind: 'scale',
  architecture: { channels: 8, timeChannels: 4 },
  condition: { mode: 'native' },
  objective: { target: 'x0', distance: 'l1' },
  schedule: { kind: 'cosine', steps: 20 },
  steps,
  batch: 3,
  optimiser: optimiser('adamw'),
  ema: { decay: 0.9, warmUp: true },
};

export const tinyDistilled = {
  kind: 'distilled',
  teacher: 'x0',
  samplingSteps: 2,
  steps,
  batch: 2,
  optimiser: optimiser('adam'),
};

export const tinyVariation = { kind: 'variation', of: 'x0', subbands: [4, 2, 1] };

export const tinyRestorer = {
  kind: 'swinir',
  architecture: { channels: 8, depths: [1], heads: 2, window: 4, hidden: 2 },
  data: 'tiny',
  patch: 4,
  steps,
  batch: 2,
  optimiser: optimiser('adam'),
};

export const tinySr3 = {
  kind: 'sr3',
  architecture: { channels: 8, timeChannels: 4 },
  schedule: { kind: 'linear', steps: 20 },
  sampler: { kind: 'ancestral', steps: 4, spacing: 'trailing' },
  patch: 4,
  steps,
  batch: 2,
  optimiser: optimiser('adam'),
  ema: { decay: 0.9, warmUp: true },
};

export const tinyDiffirTruth = {
  kind: 'diffir-truth',
  architecture: {
    channels: 4,
    blocks: [1, 1],
    heads: [1, 2],
    hidden: 1,
    prior: { length: 4, channels: 4, blocks: 0 },
  },
  steps,
  batch: 2,
  optimiser: optimiser('adam'),
};

export const tinyDiffir = {
  kind: 'diffir',
  pretrained: 'diffir-truth',
  layers: 1,
  steps,
  batch: 2,
  optimiser: optimiser('adam'),
};

export const autoencoderRecipe = resolveAutoencoder(tinyAutoencoder, 'tiny') as ScaleAutoencoderRecipe;
export const denoiserRecipe = resolveDenoiser(tinyDenoiser, 'tiny') as ScaleDenoiserRecipe;
export const restorerRecipe = resolveRestorer(tinyRestorer, 'tiny') as TrainedRestorerRecipe;

/** Smooth arrays, each with a frequency and a level of its own. */
function waves(count: number, length: number, seed = 1): Float32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const draws = stream(seed, 'waves', i);
    const [level, frequency] = [draws.uniform() - 0.5, 0.2 + draws.uniform()];
    return Float32Array.from({ length }, (__, j) => level + 0.4 * Math.sin(frequency * j));
  });
}

const clean = waves(6, 2 * 4 * 4);

/** A training of each kind of network. */
export const tinyTrainings = [
  {
    name: 'autoencoder',
    setting: autoencoderRecipe.training,
    ema: null,
    task: (seed: number) =>
      autoencoderTask(
        scaleAutoencoder('autoencoder', autoencoderRecipe.architecture),
        autoencoderRecipe,
        waves(5, 16 * 16),
        16,
        seed,
      ),
  },
  {
    name: 'denoiser',
    setting: denoiserRecipe.training,
    ema: denoiserRecipe.ema,
    task: (seed: number) =>
      denoiserTask(
        scaleUnet('denoiser', { ...denoiserRecipe.architecture, latentChannels: 2 }),
        denoiserRecipe,
        { clean, condition: clean, shape: [2, 4, 4], conditionChannels: 2 },
        seed,
      ),
  },
  {
    name: 'restorer',
    setting: restorerRecipe.training,
    ema: null,
    task: (seed: number) =>
      restorerTask(
        restorerNetwork(restorerRecipe, 2),
        restorerRecipe,
        { low: waves(5, 8 * 8), lowSide: 8, high: waves(5, 16 * 16), highSide: 16 },
        seed,
      ),
  },
] as const;
