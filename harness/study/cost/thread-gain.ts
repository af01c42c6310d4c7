import type { Stage } from '../../pipeline/stage.ts';

/**
 * The share of a network's work that threads do not shorten, where it was not measured: two threads take some 10 % more
 * processor time than one (`spec/bench/README.md`).
 */
export const usualSerial = 0.1;

/** Trainings take one thread: with more their bytes would be others. */
const alone: ReadonlySet<string> = new Set([
  'train-autoencoder',
  'train-denoiser',
  'train-diffir',
  'train-diffir-truth',
  'train-distilled',
  'train-restorer',
  'train-sr3',
  'train-variation',
]);

/**
 * How many times as fast a stage's networks run in some threads as in one: Amdahl (1967).
 * @param serial the share of their work that threads do not shorten, in [0, 1]
 */
export function threadGain({ kind }: Pick<Stage, 'kind'>, threads: number, serial: number): number {
  return alone.has(kind) ? 1 : threads / (1 + serial * (threads - 1));
}

/** The share that threads do not shorten, from the gain that was measured with some, more than one. */
export function serialShare(gain: number, threads: number): number {
  return Math.min(1, Math.max(0, (threads / gain - 1) / (threads - 1)));
}
