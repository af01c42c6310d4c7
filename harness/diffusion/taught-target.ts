import { noiseFromClean, noisy, velocity } from './parameterisation.ts';
import { cleanEstimate, type Prediction } from './prediction.ts';
import { timesteps } from './samplers/timesteps.ts';
import type { Schedule } from './schedule.ts';
import type { TrainingExample } from './training-example.ts';

/**
 * What a student of progressive distillation may predict, as its teacher does: from the noise no clean latent follows
 * where a student of few steps begins, at alpha = 0 (Salimans and Ho 2022, section 4).
 */
export type DistilledPrediction = Exclude<Prediction, { target: 'eps' }>;

/** What is distilled, and to how many steps. */
export interface Halving {
  readonly schedule: Schedule;
  readonly prediction: DistilledPrediction;
  /** N, the steps of the student; its teacher takes 2 N. */
  readonly samplingSteps: number;
}

/** A teacher with its condition: its output for latents `[B, C, H, W]` at an index of the schedule each, `[B]`. */
export type Teach = (z: Float32Array, indices: Float32Array) => Promise<Float32Array>;

/** What a teacher's student is to give for latents of its own times. */
export type Taught = Pick<TrainingExample, 'target' | 'times' | 'weights'>;

/**
 * What a student is to give: the clean latent that brings it in one step of DDIM to where its teacher comes in two,
 * or the v of it (Salimans and Ho 2022, algorithm 2). The weights make a mean square error one of v; of a prediction
 * of x0 that is their weighting SNR + 1.
 *
 * Times are those of the sampler `respaced` with `trailing` spacing; as there, alpha is 1 after the last.
 * @param z latents `[B, C, H, W]`
 * @param steps which of the student's steps each of them takes, counted from the noisiest, 0 .. N - 1
 */
export async function taughtTarget(
  { schedule, prediction, samplingSteps }: Halving,
  z: Float32Array,
  steps: readonly number[],
  teach: Teach,
): Promise<Taught> {
  const visited = timesteps(schedule, 2 * samplingSteps, 'trailing');
  const length = z.length / steps.length;
  const row = <T extends Float32Array | Float64Array>(values: T, b: number) =>
    values.subarray(b * length, (b + 1) * length) as T;
  const alphaAt = (k: number) => (k < visited.length ? schedule.alphas[visited[k]!]! : 1);
  const times = (ahead: 0 | 1) => Float32Array.from(steps, (k) => visited[2 * k + ahead]!);
  /** Where the teacher comes from `from` in one of its steps. */
  const stepped = async (from: Float32Array, ahead: 0 | 1): Promise<Float64Array> => {
    const output = await teach(from, times(ahead));
    const reached = new Float64Array(from.length);
    for (const [b, k] of steps.entries()) {
      const [own, alpha] = [Float64Array.from(row(from, b)), alphaAt(2 * k + ahead)];
      const x0 = cleanEstimate(prediction, row(output, b), own, alpha);
      row(reached, b).set(ddimStep(x0, own, alpha, alphaAt(2 * k + ahead + 1)));
    }
    return reached;
  };
  const reached = await stepped(Float32Array.from(await stepped(z, 0)), 1);
  const target = new Float32Array(z.length);
  const weights = new Float32Array(steps.length);
  for (const [b, k] of steps.entries()) {
    const [own, alpha] = [row(z, b), alphaAt(2 * k)];
    const x0 = cleanOfStep(row(reached, b), own, alpha, alphaAt(2 * k + 2));
    const isV = prediction.target === 'v';
    row(target, b).set(isV ? velocity(x0, noiseFromClean(x0, own, alpha, 0), alpha) : x0);
    // v = (sqrt(alpha) z - x0) / sqrt(1 - alpha): an error of x0 is one of v times sqrt(1 - alpha).
    weights[b] = isV ? 1 : 1 / (1 - alpha);
  }
  return { target, times: times(0), weights };
}

/** One step of deterministic DDIM (Song et al. 2021, equation 12 with sigma = 0) from alpha to the next. */
function ddimStep(x0: Float64Array, z: Float64Array, alpha: number, next: number): Float64Array {
  return noisy(x0, noiseFromClean(x0, z, alpha, 0), next);
}

/** The x0 with which one step of DDIM leads from z to `end` (Salimans and Ho 2022, appendix G). */
function cleanOfStep(
  end: Float64Array,
  z: Float32Array | Float64Array,
  alpha: number,
  next: number,
): Float64Array {
  const ratio = Math.sqrt((1 - next) / (1 - alpha));
  const divisor = Math.sqrt(next) - ratio * Math.sqrt(alpha);
  return end.map((value, i) => (value - ratio * z[i]!) / divisor);
}
