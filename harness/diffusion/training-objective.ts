import type { Word } from '../language/word.ts';
import { fields } from '../numeric/fields.ts';
import type { FlowTime } from './flow-time.ts';
import type { Target } from './parameterisation.ts';

/** What a denoiser is trained to do, as complete plain data. */
export type Objective = DiffusionObjective | FlowObjective;

export interface DiffusionObjective {
  readonly target: Target;
  readonly distance: Distance;
  /** 'snr' multiplies each sample's loss by snr / (snr + 1). */
  readonly weight: 'none' | 'snr';
}

export interface FlowObjective {
  readonly target: 'flow';
  readonly distance: Distance;
  readonly time: FlowTime;
}

/** What a denoiser may be trained to predict, with z = sqrt(alpha) x0 + sqrt(1 - alpha) eps. */
export const targetWords: Readonly<Record<Objective['target'], Word>> = {
  x0: { title: 'The clean latent', description: 'x0 itself, as the paper describes.' },
  eps: { title: 'The noise', description: 'eps, the noise in z (Ho et al. 2020).' },
  v: {
    title: 'The velocity',
    description: 'v = sqrt(alpha) eps - sqrt(1 - alpha) x0 (Salimans and Ho 2022).',
  },
  flow: {
    title: 'The flow',
    description:
      'x0 - noise along a straight path from noise at t = 0 to the latent at t = 1 (rectified flow, Liu et al. 2023).',
  },
};

/** Mean absolute ('l1') or mean squared ('l2') difference to the target. */
export type Distance = 'l1' | 'l2';

/**
 * The complete objective that a declaration means; where it is silent, what the paper describes: x0, L1, no
 * weights, and for the flow the release's grid of 1000 times.
 * @throws InputError on unknown keys and values that are not allowed; a flow has no weights.
 */
export function resolveObjective(declaration: unknown, where: string): Objective {
  const declared = fields(declaration, where);
  const target = declared.oneOf('target', Object.keys(targetWords) as Objective['target'][], 'x0');
  const distance = declared.oneOf('distance', ['l1', 'l2'], 'l1');
  const objective: Objective =
    target === 'flow'
      ? {
          target,
          distance,
          time:
            declared.raw('time') === 'fraction' ? 'fraction' : declared.integer('time', { atLeast: 2 }, 1000),
        }
      : { target, distance, weight: declared.oneOf('weight', ['none', 'snr'], 'none') };
  declared.end();
  return objective;
}
