import { stream } from '../numeric/stream.ts';
import { assertLatents, type LatentShape, latentLength } from './latent-shape.ts';
import { fillNormal } from './noise.ts';
import { noisy } from './parameterisation.ts';
import { indexFromNoise, type Schedule } from './schedule.ts';

/** One batch of SR3's training: the network is given `noisy`, the LR image and `levels`, and is to give `target`. */
export interface NoiseLevelExample {
  /** `[B, C, H, W]`. */
  readonly noisy: Float32Array;
  /** The noise in it, `[B, C, H, W]`. */
  readonly target: Float32Array;
  /** sqrt(gamma), `[B]`. */
  readonly levels: Float32Array;
}

/**
 * Noises a batch of images as SR3 does (Saharia et al. 2021, algorithm 1 and section 2.3): t uniform on the schedule's
 * indices and gamma uniform between those of t - 1 and t, so that the network is told a continuous level of noise and
 * can be sampled with any schedule. The step alone names the stream of its draws.
 * @param clean images `[B, C, H, W]` in [-1, 1]
 * @throws InputError when the values do not fill the shape.
 */
export function noiseLevelExample(
  schedule: Schedule,
  clean: Float32Array,
  shape: LatentShape,
  seed: number,
  purpose: string,
  step: number,
): NoiseLevelExample {
  assertLatents('training', shape, clean);
  const length = latentLength(shape);
  const draws = stream(seed, 'training', purpose, step);
  const target = new Float32Array(clean.length);
  const mixed = new Float32Array(clean.length);
  const levels = Float32Array.from({ length: shape[0] }, (_, b) => {
    const span = (values: Float32Array) => values.subarray(b * length, (b + 1) * length);
    const gamma = gammaAt(schedule, draws.below(schedule.alphas.length), draws.uniform());
    fillNormal(draws, span(target));
    span(mixed).set(noisy(span(clean), span(target), gamma));
    return Math.sqrt(gamma);
  });
  return { noisy: mixed, target, levels };
}

/** Between gamma at t - 1 and at t, counted from the clean end, where it is 1 before the first. */
function gammaAt(schedule: Schedule, t: number, share: number): number {
  const { alphas } = schedule;
  const at = (rank: number) => alphas[indexFromNoise(schedule, alphas.length - 1 - rank)]!;
  const before = t === 0 ? 1 : at(t - 1);
  return before + share * (at(t) - before);
}
