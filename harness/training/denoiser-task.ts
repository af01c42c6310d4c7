import type { LatentShape } from '../diffusion/latent-shape.ts';
import { createSchedule } from '../diffusion/schedule.ts';
import { type Noising, trainingExample } from '../diffusion/training-example.ts';
import type { Network } from '../networks/network.ts';
import { batchOf, gathered } from './batches.ts';
import { type DenoiserTraining, trainedTimeScale } from './denoiser-recipe.ts';
import { denoiserLoss } from './losses.ts';
import type { TrainingTask } from './task.ts';

/** Latents to train on: one array a sample, with their condition. */
export interface LatentPairs {
  readonly clean: readonly Float32Array[];
  readonly condition: readonly Float32Array[];
  /** C, H and W of a latent. */
  readonly shape: readonly [channels: number, height: number, width: number];
  readonly conditionChannels: number;
}

/** The training of a denoiser. */
export function denoiserTask(
  denoiser: Network,
  recipe: DenoiserTraining,
  { clean, condition, shape, conditionChannels }: LatentPairs,
  seed: number,
): TrainingTask {
  const { batch } = recipe.training;
  const [channels, height, width] = shape;
  const latents: LatentShape = [batch, ...shape];
  const noising = noisingOf(recipe, seed, denoiser.name);
  const scale = trainedTimeScale(recipe);
  const sample = [batch, channels + conditionChannels, height, width];
  return {
    loss: denoiserLoss(denoiser, recipe.objective.distance),
    inputs: { sample, time: [batch], target: latents, weight: [batch, 1, 1, 1] },
    batch(step) {
      const positions = batchOf(seed, denoiser.name, step, batch, clean.length);
      const example = trainingExample(noising, gathered(clean, positions), latents, step);
      const seen = gathered(condition, positions);
      return {
        sample: { shape: sample, data: joined(example.noisy, seen, batch) },
        time: { shape: [batch], data: example.times.map((time) => time / scale) },
        target: { shape: latents, data: example.target },
        weight: { shape: [batch, 1, 1, 1], data: example.weights },
      };
    },
  };
}

/** Noisy latents and condition, channel after channel: `[B, C, H, W]` and `[B, D, H, W]` to `[B, C + D, H, W]`. */
export function joined(noisy: Float32Array, condition: Float32Array, batch: number): Float32Array {
  const [own, other] = [noisy.length / batch, condition.length / batch];
  const values = new Float32Array(noisy.length + condition.length);
  for (let b = 0; b < batch; b++) {
    values.set(noisy.subarray(b * own, (b + 1) * own), b * (own + other));
    values.set(condition.subarray(b * other, (b + 1) * other), b * (own + other) + own);
  }
  return values;
}

function noisingOf({ objective, schedule }: DenoiserTraining, seed: number, purpose: string): Noising {
  if (objective.target === 'flow') return { objective, seed, purpose };
  return { objective, schedule: createSchedule(schedule!), seed, purpose };
}
