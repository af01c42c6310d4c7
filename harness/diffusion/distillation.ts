import { stream } from '../numeric/stream.ts';
import { assertLatents, type LatentShape, latentLength } from './latent-shape.ts';
import { fillNormal } from './noise.ts';
import { noisy } from './parameterisation.ts';
import { timesteps } from './samplers/timesteps.ts';
import { type Halving, type Teach, taughtTarget } from './taught-target.ts';
import type { TrainingExample } from './training-example.ts';

/** Progressive distillation as far as noise is concerned. */
export interface Distillation extends Halving {
  readonly seed: number;
  /** What is trained, such as a cell's name. */
  readonly purpose: string;
}

/**
 * One batch of a student's training (Salimans and Ho 2022, algorithm 2): clean latents noised to any of its N times.
 * @param clean latents `[B, C, H, W]`
 * @throws InputError when the values do not fit the shape, or the schedule has fewer than 2 N indices.
 */
export async function distillationExample(
  distillation: Distillation,
  clean: Float32Array,
  shape: LatentShape,
  step: number,
  teach: Teach,
): Promise<TrainingExample> {
  assertLatents('distillation', shape, clean);
  const { schedule, samplingSteps, seed, purpose } = distillation;
  const length = latentLength(shape);
  const visited = timesteps(schedule, samplingSteps, 'trailing');
  const draws = stream(seed, 'distillation', purpose, step);
  const eps = new Float32Array(length);
  const z = new Float32Array(clean.length);
  const steps = Array.from({ length: shape[0] }, (_, b) => {
    const k = draws.below(samplingSteps);
    fillNormal(draws, eps);
    const x0 = clean.subarray(b * length, (b + 1) * length);
    z.set(noisy(x0, eps, schedule.alphas[visited[k]!]!), b * length);
    return k;
  });
  return { noisy: z, ...(await taughtTarget(distillation, z, steps, teach)), distance: 'l2' };
}
