import { stream } from '../numeric/stream.ts';
import { flowTime } from './flow-time.ts';
import { assertLatents, type LatentShape, latentLength } from './latent-shape.ts';
import { fillNormal } from './noise.ts';
import { noisy, velocity } from './parameterisation.ts';
import type { Schedule } from './schedule.ts';
import type { DiffusionObjective, Distance, FlowObjective } from './training-objective.ts';

/**
 * One batch of a denoiser's training, described as data: an engine feeds `noisy` and `times` to the network and
 * takes as loss the mean over samples of `weights` times the mean `distance` of the output to `target`.
 */
export interface TrainingExample {
  /** `[B, C, H, W]`. */
  readonly noisy: Float32Array;
  /** `[B, C, H, W]`. */
  readonly target: Float32Array;
  /** `[B]`: the schedule's index, or the flow's time. */
  readonly times: Float32Array;
  /** `[B]`. */
  readonly weights: Float32Array;
  readonly distance: Distance;
}

/** A network's training as far as noise is concerned. */
export type Noising = (
  | { readonly objective: DiffusionObjective; readonly schedule: Schedule }
  | { readonly objective: FlowObjective }
) & {
  readonly seed: number;
  /** What is trained, such as a cell's name. */
  readonly purpose: string;
};

/**
 * Noises a batch of clean latents as training step number `step` does. The step alone names the stream of its
 * draws, so that a training that is resumed draws what an uninterrupted one does.
 * @param clean latents `[B, C, H, W]`
 * @throws InputError when the values do not fill the shape.
 */
export function trainingExample(
  noising: Noising,
  clean: Float32Array,
  shape: LatentShape,
  step: number,
): TrainingExample {
  assertLatents('training', shape, clean);
  const [batch] = shape;
  const length = latentLength(shape);
  const draws = stream(noising.seed, 'training', noising.purpose, step);
  const eps = new Float32Array(length);
  const example = {
    noisy: new Float32Array(batch * length),
    target: new Float32Array(batch * length),
    times: new Float32Array(batch),
    weights: new Float32Array(batch),
    distance: noising.objective.distance,
  };
  for (let b = 0; b < batch; b++) {
    const u = draws.uniform();
    fillNormal(draws, eps);
    const x0 = clean.subarray(b * length, (b + 1) * length);
    const one = 'schedule' in noising ? diffused(noising, x0, eps, u) : flowed(noising.objective, x0, eps, u);
    example.noisy.set(one.noisy, b * length);
    example.target.set(one.target, b * length);
    example.times[b] = one.time;
    example.weights[b] = one.weight;
  }
  return example;
}

/** t uniform on the schedule's indices. */
function diffused(
  { objective, schedule }: Extract<Noising, { schedule: Schedule }>,
  x0: Float32Array,
  eps: Float32Array,
  u: number,
) {
  const { target, weight } = objective;
  const time = Math.floor(u * schedule.alphas.length);
  const alpha = schedule.alphas[time];
  return {
    noisy: noisy(x0, eps, alpha),
    target: { x0: () => x0, eps: () => eps, v: () => velocity(x0, eps, alpha) }[target](),
    time,
    // With snr = alpha / (1 - alpha), snr / (snr + 1) is alpha. The release adds 1e-8 to 1 - alpha.
    weight: weight === 'snr' ? alpha : 1,
  };
}

/** t uniform on [0, 1); z_t = (1 - t) eps + t x0, and its velocity x0 - eps (Liu et al. 2023). */
function flowed({ time }: FlowObjective, x0: Float32Array, eps: Float32Array, t: number) {
  return {
    noisy: x0.map((x, i) => (1 - t) * eps[i] + t * x),
    target: x0.map((x, i) => x - eps[i]),
    time: flowTime(t, time),
    weight: 1,
  };
}
