import { noisy } from '../diffusion/parameterisation.ts';
import { createSchedule } from '../diffusion/schedule.ts';
import type { Network } from '../networks/network.ts';
import { stream } from '../numeric/stream.ts';
import { batchOf, gathered } from './batches.ts';
import { diffirLoss, diffirTruthLoss } from './diffir-losses.ts';
import type { DiffirDiffusion } from './diffir-networks.ts';
import type { TrainingSetting } from './recipe-training.ts';
import type { ImagePairs } from './restorer-task.ts';
import type { TrainingTask } from './task.ts';

/** The training of DiffIR's first stage on whole images. */
export function diffirTruthTask(
  network: Network,
  { batch }: TrainingSetting,
  pairs: ImagePairs,
  seed: number,
): TrainingTask {
  const batches = pairBatches(pairs, batch);
  return {
    loss: diffirTruthLoss(network),
    inputs: batches.inputs,
    batch: (step) => batches.of(batchOf(seed, network.name, step, batch, pairs.low.length)),
  };
}

/**
 * The training of its second, from priors that are noised to the last level: Z_T = sqrt(alpha_T) Z + sqrt(1 - alpha_T) eps
 * (Xia et al. 2023, equation 9). The step alone names the stream of its draws.
 * @param priors what the first stage says of each pair, P numbers
 */
export function diffirTask(
  network: Network,
  { schedule }: Pick<DiffirDiffusion, 'schedule'>,
  { batch }: TrainingSetting,
  { priors, ...pairs }: ImagePairs & { readonly priors: readonly Float32Array[] },
  seed: number,
): TrainingTask {
  const batches = pairBatches(pairs, batch);
  const last = createSchedule(schedule).alphas.at(-1)!;
  const shape = [batch, priors[0]!.length];
  return {
    loss: diffirLoss(network),
    inputs: { ...batches.inputs, start: shape, target: shape },
    batch(step) {
      const positions = batchOf(seed, network.name, step, batch, pairs.low.length);
      const target = gathered(priors, positions);
      const draws = stream(seed, 'training', network.name, step);
      const noise = target.map(() => draws.normal());
      return {
        ...batches.of(positions),
        start: { shape, data: Float32Array.from(noisy(target, noise, last)) },
        target: { shape, data: target },
      };
    },
  };
}

function pairBatches({ low, lowSide, high, highSide }: ImagePairs, batch: number) {
  const inputs = { low: [batch, 1, lowSide, lowSide], high: [batch, 1, highSide, highSide] };
  return {
    inputs,
    of: (positions: readonly number[]) => ({
      low: { shape: inputs.low, data: gathered(low, positions) },
      high: { shape: inputs.high, data: gathered(high, positions) },
    }),
  };
}
