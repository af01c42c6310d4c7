import { noiseLevelExample } from '../diffusion/noise-level-example.ts';
import { createSchedule } from '../diffusion/schedule.ts';
import type { Network } from '../networks/network.ts';
import { scaleUnet } from '../networks/scale-unet.ts';
import { stream } from '../numeric/stream.ts';
import { batchOf } from './batches.ts';
import { joined } from './denoiser-task.ts';
import { denoiserLoss } from './losses.ts';
import type { Sr3Recipe } from './sr3-recipe.ts';
import type { TrainingTask } from './task.ts';

/** Square grey images in [-1, 1] and their LR images enlarged to their size, one array a sample. */
export interface EnlargedPairs {
  readonly high: readonly Float32Array[];
  readonly enlarged: readonly Float32Array[];
  readonly side: number;
}

/** The network: the noisy image and the enlarged one to the noise, told sqrt(gamma) in the place of time. */
export function sr3Network({ architecture }: Pick<Sr3Recipe, 'architecture'>): Network {
  return scaleUnet('sr3', { ...architecture, latentChannels: 1 });
}

/** The training of SR3 on square images. */
export function sr3Task(
  network: Network,
  { patch, training, schedule: setting }: Omit<Sr3Recipe, 'sampler'>,
  { high, enlarged, side }: EnlargedPairs,
  seed: number,
): TrainingTask {
  const { batch } = training;
  const cut = Math.min(patch, side);
  const schedule = createSchedule(setting!);
  const shape = [batch, 1, cut, cut] as const;
  const [sample, ones] = [[batch, 2, cut, cut], new Float32Array(batch).fill(1)];
  return {
    loss: denoiserLoss(network, 'l1'),
    inputs: { sample, time: [batch], target: shape, weight: [batch, 1, 1, 1] },
    batch(step) {
      const draws = stream(seed, 'patches', network.name, step);
      const places = batchOf(seed, network.name, step, batch, high.length).map((position) => ({
        position,
        top: draws.below(side - cut + 1),
        left: draws.below(side - cut + 1),
      }));
      const patches = (images: readonly Float32Array[]) => {
        const values = new Float32Array(batch * cut * cut);
        for (const [b, { position, top, left }] of places.entries()) {
          for (let row = 0; row < cut; row++) {
            const start = (top + row) * side + left;
            values.set(images[position]!.subarray(start, start + cut), (b * cut + row) * cut);
          }
        }
        return values;
      };
      const { noisy, target, levels } = noiseLevelExample(
        schedule,
        patches(high),
        shape,
        seed,
        network.name,
        step,
      );
      return {
        sample: { shape: sample, data: joined(noisy, patches(enlarged), batch) },
        time: { shape: [batch], data: levels },
        target: { shape, data: target },
        weight: { shape: [batch, 1, 1, 1], data: ones },
      };
    },
  };
}
