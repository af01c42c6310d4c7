import { distillationExample } from '../diffusion/distillation.ts';
import type { LatentShape } from '../diffusion/latent-shape.ts';
import { createSchedule } from '../diffusion/schedule.ts';
import type { Tensors } from '../networks/engine.ts';
import type { Network } from '../networks/network.ts';
import { batchOf, gathered } from './batches.ts';
import { timeScale } from './denoiser-recipe.ts';
import { joined, type LatentPairs } from './denoiser-task.ts';
import { type DistilledTraining, distilledPrediction } from './distilled-recipe.ts';
import { denoiserLoss } from './losses.ts';
import type { TrainingTask } from './task.ts';

/**
 * The training of a student by a teacher of the same geometry. What the teacher says of each batch depends on no
 * weight that is trained, so all of it is asked beforehand.
 * @param teach the teacher's output `[B, C, H, W]` for its inputs `sample` and `time`
 */
export async function distillationTask(
  student: Network,
  recipe: DistilledTraining,
  { clean, condition, shape, conditionChannels }: LatentPairs,
  seed: number,
  teach: (inputs: Tensors) => Promise<Float32Array>,
): Promise<TrainingTask> {
  const { batch, steps } = recipe.training;
  const [channels, height, width] = shape;
  const latents: LatentShape = [batch, ...shape];
  const sample = [batch, channels + conditionChannels, height, width];
  const distillation = {
    schedule: createSchedule(recipe.schedule!),
    prediction: distilledPrediction(recipe, 'distillation'),
    samplingSteps: recipe.samplingSteps,
    seed,
    purpose: student.name,
  };
  const scale = timeScale(recipe);
  const batches: Tensors[] = [];
  for (let step = 0; step < steps; step++) {
    const positions = batchOf(seed, student.name, step, batch, clean.length);
    const seen = gathered(condition, positions);
    const inputs = (z: Float32Array, indices: Float32Array) => ({
      sample: { shape: sample, data: joined(z, seen, batch) },
      time: { shape: [batch], data: indices.map((index) => index / scale) },
    });
    const { noisy, times, target, weights } = await distillationExample(
      distillation,
      gathered(clean, positions),
      latents,
      step,
      (z, indices) => teach(inputs(z, indices)),
    );
    batches.push({
      ...inputs(noisy, times),
      target: { shape: latents, data: target },
      weight: { shape: [batch, 1, 1, 1], data: weights },
    });
  }
  return {
    loss: denoiserLoss(student, 'l2'),
    inputs: { sample, time: [batch], target: latents, weight: [batch, 1, 1, 1] },
    batch: (step) => batches[step]!,
  };
}
