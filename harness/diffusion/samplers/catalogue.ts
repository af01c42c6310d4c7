import { declaredOptions, type Options } from '../../language/option.ts';
import { fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { LatentShape } from '../latent-shape.ts';
import { noiseSource } from '../noise.ts';
import type { Trained } from '../trained.ts';
import { ancestral } from './ancestral.ts';
import { eulerFlow } from './euler-flow.ts';
import { oneStep } from './one-step.ts';
import { respaced } from './respaced.ts';
import type { Predict, SamplerKind, SamplerSetting, Standing } from './sampler.ts';
import { truncated } from './truncated.ts';

/** Every kind of sampler. */
export const samplerKinds = [truncated, respaced, ancestral, oneStep, eulerFlow] as const;

/** How latents are drawn from a trained network: the complete setting of any kind. */
export type Sampler = SettingOf<(typeof samplerKinds)[number]>;

type SettingOf<Kind> = Kind extends SamplerKind<infer Setting, infer _> ? Setting : never;

/** What latents are drawn for. */
export interface Draw {
  readonly trained: Trained;
  readonly predict: Predict;
  /** `[B, C, H, W]`. */
  readonly shape: LatentShape;
  /** B names; each sample's noise depends on its own alone. */
  readonly ids: readonly string[];
  readonly seed: number;
  /** The latents to begin from; noise times the sampler's `startScale` where there are none. */
  readonly start?: Float32Array;
  /** What the noise is for; cells of one purpose and one shape get the same noise. */
  readonly purpose: string;
  /** Where an earlier process of the same drawing stood, to go on from. */
  readonly from?: DrawStanding | undefined;
  /** Told after every step but the last where the drawing stands. */
  reached?(standing: DrawStanding): void | Promise<void>;
}

/** Where a drawing is between two steps of its sampler. */
export interface DrawStanding extends Standing {
  /** How often noise was drawn. */
  readonly draws: number;
}

/**
 * The complete sampler that a declaration means.
 * @throws InputError on an unknown kind or key and on values that are not allowed.
 */
export function resolveSampler(declaration: unknown, where: string): Sampler {
  const declared = fields(declaration, where);
  const kind = declared.oneOf(
    'kind',
    samplerKinds.map((known) => known.kind),
  );
  const options = declaredOptions(kindNamed(kind).options as Options, declared);
  declared.end();
  return { kind, ...options } as Sampler;
}

/** How often a sampler calls the network for each batch. */
export function networkCalls(sampler: Sampler): number {
  return kindNamed(sampler.kind).calls(sampler);
}

/**
 * Latents `[B, C, H, W]` drawn by a sampler, from `start` or from normal noise times its `startScale`.
 * @throws InputError when the network was trained for another process, when there are more steps than the
 *   schedule has, and when the network returns anything but as many finite values.
 */
export async function sample(sampler: Sampler, draw: Draw): Promise<Float32Array> {
  const { trained, predict, shape, ids, seed, purpose, from } = draw;
  const kind = kindNamed(sampler.kind);
  if (kind.trainedFor !== trained.kind) {
    throw new InputError({
      where: `sampler ${sampler.kind}`,
      expected: `a network trained for ${kind.trainedFor}`,
      got: `one trained for ${trained.kind}`,
      remedy: 'take a sampler of the same process',
    });
  }
  const noise = noiseSource(shape, ids, seed, purpose);
  let draws = 0;
  const freshNoise = () => {
    draws++;
    return noise();
  };
  const start = draw.start ?? freshNoise().map((value) => sampler.startScale * value);
  // Streams have no state that could be written down: they are gone through again.
  while (from && draws < from.draws) freshNoise();
  return kind.run(sampler, {
    trained,
    predict,
    start,
    freshNoise,
    ...(from && { from }),
    ...(draw.reached && { reached: (standing) => draw.reached!({ ...standing, draws }) }),
  });
}

function kindNamed(kind: Sampler['kind']): SamplerKind<SamplerSetting, Trained> {
  return samplerKinds.find((known) => known.kind === kind) as unknown as SamplerKind<SamplerSetting, Trained>;
}
