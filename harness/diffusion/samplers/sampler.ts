import type { Options } from '../../language/option.ts';
import type { Trained } from '../trained.ts';

/**
 * A network with its condition, as a function: its output for latents z `[B, C, H, W]` that all stand at one
 * time, the schedule's index or what `flowTime` gives.
 */
export type Predict = (z: Float32Array, time: number) => Float32Array | Promise<Float32Array>;

/** Where a sampler is between two of its steps. */
export interface Standing {
  /** The step that comes next, counted from 0. */
  readonly step: number;
  /** The latents that it begins with, `[B, C, H, W]`. */
  readonly z: Float64Array;
}

/** What a sampler works with. */
export interface Sampling<As extends Trained> {
  readonly trained: As;
  readonly predict: Predict;
  /** The latents to begin from, `[B, C, H, W]`; left as they are. */
  readonly start: Float32Array;
  /** Where an earlier process of the same drawing stood, to go on from. */
  readonly from?: Standing;
  /** Told after every step, of latents that change with the next. */
  reached?(standing: Standing): void | Promise<void>;
  /** New standard normal noise of the same shape. */
  freshNoise(): Float32Array;
}

/** What every sampler's setting has: complete plain data, as it enters stage keys and reports. */
export interface SamplerSetting {
  readonly kind: string;
  /** What the noise to begin from is multiplied by. */
  readonly startScale: number;
}

/** A kind of sampler, by its options: `run` itself has no defaults. */
export interface SamplerKind<Setting extends SamplerSetting, As extends Trained> {
  readonly kind: Setting['kind'];
  readonly title: string;
  /** What it does, in one to three sentences, with its source. */
  readonly description: string;
  readonly trainedFor: As['kind'];
  /** Whether the start decides the result. */
  readonly deterministic: boolean;
  readonly options: Options<Omit<Setting, 'kind'>>;
  /** How often it calls the network for each batch. */
  calls(setting: Setting): number;
  /** Latents `[B, C, H, W]`. */
  run(setting: Setting, sampling: Sampling<As>): Promise<Float32Array>;
}
