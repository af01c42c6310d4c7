import type { Fields } from '../../numeric/fields.ts';
import type { Trained } from '../trained.ts';

/**
 * A network with its condition, as a function: its output for latents z `[B, C, H, W]` that all stand at one
 * time, the schedule's index or what `flowTime` gives.
 */
export type Predict = (z: Float32Array, time: number) => Float32Array | Promise<Float32Array>;

/** What a sampler works with. */
export interface Sampling<As extends Trained> {
  readonly trained: As;
  readonly predict: Predict;
  /** The latents to begin from, `[B, C, H, W]`; left as they are. */
  readonly start: Float32Array;
  /** New standard normal noise of the same shape. */
  freshNoise(): Float32Array;
}

/** How latents are drawn from a trained network: complete plain data, as it enters stage keys and reports. */
export type Sampler =
  | {
      readonly kind: 'truncated';
      readonly steps: number;
      readonly startScale: number;
      readonly denominatorOffset: number;
    }
  | {
      readonly kind: 'respaced';
      readonly steps: number;
      readonly spacing: Spacing;
      readonly startScale: number;
      readonly denominatorOffset: number;
    }
  | {
      readonly kind: 'ancestral';
      readonly steps: number;
      readonly spacing: Spacing;
      readonly variance: 'posterior' | 'beta';
      readonly startScale: number;
    }
  | { readonly kind: 'one-step'; readonly startScale: number }
  | { readonly kind: 'euler-flow'; readonly steps: number; readonly startScale: number };

/** Which T' of T indices a respaced sampler visits. */
export type Spacing = 'linspace' | 'trailing';

/**
 * A kind of sampler. `resolve` completes and checks what a declaration says; `run` itself has no defaults.
 */
export interface SamplerKind<Setting extends Sampler, As extends Trained> {
  readonly kind: Setting['kind'];
  readonly title: string;
  readonly trainedFor: As['kind'];
  /** Whether the start decides the result. */
  readonly deterministic: boolean;
  resolve(declared: Fields): Setting;
  /** How often it calls the network for each batch. */
  calls(setting: Setting): number;
  /** Latents `[B, C, H, W]`. */
  run(setting: Setting, sampling: Sampling<As>): Promise<Float32Array>;
}

/** The complete setting of one kind. */
export type SamplerOf<Kind extends Sampler['kind']> = Extract<Sampler, { readonly kind: Kind }>;
