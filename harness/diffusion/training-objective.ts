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

/** Mean absolute ('l1') or mean squared ('l2') difference to the target. */
export type Distance = 'l1' | 'l2';

/**
 * The complete objective that a declaration means; where it is silent, what the paper describes: x0, L1, no
 * weights, and for the flow the release's grid of 1000 times.
 * @throws InputError on unknown keys and values that are not allowed; a flow has no weights.
 */
export function resolveObjective(declaration: unknown, where: string): Objective {
  const declared = fields(declaration, where);
  const target = declared.oneOf('target', ['x0', 'eps', 'v', 'flow'], 'x0');
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
