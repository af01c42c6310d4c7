import { createSchedule, type ScheduleSetting } from '../diffusion/schedule.ts';
import { type DirformerConfig, dirformer, foldOf } from '../networks/dirformer.ts';
import type { Network } from '../networks/network.ts';
import { folded } from '../networks/pixel-unshuffle.ts';
import { priorDiffusion } from '../networks/prior-diffusion.ts';
import { type PriorEncoderConfig, priorEncoder } from '../networks/prior-encoder.ts';

/** The geometry of DiffIR: its restorer, and what makes the prior that leads it. */
export interface DiffirArchitecture extends Omit<DirformerConfig, 'scale'> {
  readonly prior: PriorEncoderConfig;
}

/** The diffusion of the prior: its levels, and the residual layers of its denoiser. */
export interface DiffirDiffusion {
  readonly schedule: ScheduleSetting;
  readonly layers: number;
}

/**
 * DiffIR as it is trained first (Xia et al. 2023, section 4.1): `high` `[B, 1, r H, r W]` and `low` `[B, 1, H, W]` to
 * their `prior` `[B, P]` (equation 4), and that and `low` to `enlarged`. Its parameters are those of `encoder` and
 * `restorer`.
 */
export function diffirWithTruth({ prior, ...restorer }: DiffirArchitecture, scale: number): Network {
  const encoder = priorEncoder('encoder', prior);
  return {
    name: 'diffir-with-truth',
    inputs: ['low', 'high'],
    outputs: ['enlarged', 'prior'],
    run(scope, { low, high }) {
      const fold = foldOf(scale);
      const image = scope.ops.concat([folded(scope, high!, scale * fold), folded(scope, low!, fold)], 1);
      const found = encoder.run(scope.at('encoder'), { image })['prior']!;
      const led = { image: low!, prior: found };
      return {
        ...dirformer('restorer', { ...restorer, scale }).run(scope.at('restorer'), led),
        prior: found,
      };
    },
  };
}

/**
 * DiffIR as it is used (section 4.2): from `low` `[B, 1, H, W]` alone a condition, from that and `start` `[B, P]` the
 * `prior`, and from prior and `low` to `enlarged`. Its parameters are those of `encoder`, `denoiser` and `restorer`.
 */
export function diffir(
  { prior, ...restorer }: DiffirArchitecture,
  { schedule, layers }: DiffirDiffusion,
  scale: number,
): Network {
  const encoder = priorEncoder('encoder', prior);
  const alphas = [...createSchedule(schedule).alphas];
  const diffusion = priorDiffusion('denoiser', { length: prior.length, layers, alphas });
  return {
    name: 'diffir',
    inputs: ['low', 'start'],
    outputs: ['enlarged', 'prior'],
    run(scope, { low, start }) {
      const image = folded(scope, low!, foldOf(scale));
      const condition = encoder.run(scope.at('encoder'), { image })['prior']!;
      const found = diffusion.run(scope.at('denoiser'), { start: start!, condition })['prior']!;
      const led = { image: low!, prior: found };
      return {
        ...dirformer('restorer', { ...restorer, scale }).run(scope.at('restorer'), led),
        prior: found,
      };
    },
  };
}
