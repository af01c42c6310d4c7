import { stream } from '../numeric/stream.ts';
import type { TrainingTask } from './task.ts';

/**
 * The training of a denoiser that at random does not see its condition: zeros stand in its place, the mean of
 * standardised latents (Ho and Salimans 2022, algorithm 1). The step alone decides whose; all other draws are the task's.
 * @param task whose `sample` is `[B, C + D, H, W]`, D channels of condition behind C of the latent
 * @param share the probability of each sample to lose its condition
 */
export function withDroppedCondition(
  task: TrainingTask,
  {
    share,
    latentChannels,
    seed,
    name,
  }: {
    readonly share: number;
    readonly latentChannels: number;
    readonly seed: number;
    readonly name: string;
  },
): TrainingTask {
  return {
    ...task,
    batch(step) {
      const { sample, ...others } = task.batch(step);
      const { shape, data } = sample!;
      const [batch, channels] = shape as readonly [number, number];
      const length = data.length / batch;
      const draws = stream(seed, 'dropped', name, step);
      const seen = Float32Array.from(data);
      for (let b = 0; b < batch; b++) {
        if (draws.uniform() >= share) continue;
        seen.fill(0, b * length + latentChannels * (length / channels), (b + 1) * length);
      }
      return { sample: { shape, data: seen }, ...others };
    },
  };
}
