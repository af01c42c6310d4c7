import type { Option } from '../../language/option.ts';
import type { Spacing } from './timesteps.ts';

/** T': how often the network is called for each batch. */
export const stepsOption: Option<number> = {
  type: 'integer',
  minimum: 1,
  description: "T', the number of steps; each calls the network once.",
};

export const spacingOption: Option<Spacing> = {
  enum: ['linspace', 'trailing'],
  default: 'linspace',
  description:
    'Which indices of the schedule are visited (Lin et al. 2024, table 2): `linspace` both ends included, `trailing` the noisiest end alone.',
};

/** @param preset 1 is the noise of training */
export function startScaleOption(preset: number): Option<number> {
  return {
    type: 'number',
    minimum: 0,
    default: preset,
    examples: [0.5, 1],
    description:
      'What the standard normal noise is multiplied by before the first step; 1 is what training has.',
  };
}

/** @param preset 0 is DDIM's */
export function denominatorOffsetOption(preset: number): Option<number> {
  return {
    type: 'number',
    minimum: 0,
    default: preset,
    examples: [0, 1e-4],
    description: 'Added to sqrt(1 - alpha) where the noise is computed from z and x0; 0 is exact.',
  };
}
