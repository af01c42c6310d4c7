import * as right from '../../harness/diffusion/parameterisation.ts';
import { createSchedule } from '../../harness/diffusion/schedule.ts';
import { everyLawFails } from '../laws/controls.ts';
import { everySchedule, type Parameterisation, parameterisations } from '../laws/diffusion/every-schedule.ts';

const { noisy, velocity, cleanFromVelocity, cleanFromNoise, noiseFromClean } = right;

/** Wrong schedules, each by its fault. */
const wrongSchedules: Readonly<Record<string, typeof createSchedule>> = {
  'forgets to flip': (setting) => ({ ...createSchedule(setting), order: 'clean-first' }),
  'turns a schedule that is not flipped': (setting) => {
    const { alphas, order } = createSchedule(setting);
    return { alphas: order === 'clean-first' ? alphas.toReversed() : alphas, order };
  },
  'leaves a little of the image in pure noise': changing((alpha) => 0.999 * alpha + 0.001),
  'leaves a little noise in the clean image': changing((alpha) => 0.999 * alpha),
  'takes roots of alphas': changing(Math.sqrt),
};

function changing(by: (alpha: number) => number): typeof createSchedule {
  return (setting) => {
    const made = createSchedule(setting);
    return { ...made, alphas: made.alphas.map(by) };
  };
}

/** Wrong parameterisations, each by its fault. */
const wrong: Readonly<Record<string, Parameterisation>> = {
  'mixes by alpha in place of its root': {
    ...right,
    noisy: (x0, eps, alpha) => noisy(x0, eps, alpha ** 2),
  },
  'turns the sign of v': { ...right, velocity: (...given) => velocity(...given).map((value) => -value) },
  'turns the sign of v, and back': {
    ...right,
    velocity: (...given) => velocity(...given).map((value) => -value),
    cleanFromVelocity: (v, ...rest) =>
      cleanFromVelocity(
        Float64Array.from(v, (value) => -value),
        ...rest,
      ),
  },
  'makes v a little too long, and back': {
    ...right,
    velocity: (...given) => velocity(...given).map((value) => 1.01 * value),
    cleanFromVelocity: (v, ...rest) =>
      cleanFromVelocity(
        Float64Array.from(v, (value) => value / 1.01),
        ...rest,
      ),
  },
  'floors the signal where it is asked not to': {
    ...right,
    cleanFromNoise: (eps, z, alpha) => cleanFromNoise(eps, z, alpha, 0.5),
  },
  'forgets the offset': { ...right, noiseFromClean: (x0, z, alpha) => noiseFromClean(x0, z, alpha, 0) },
};

describe('every law of noise schedules fails on a wrong one', () =>
  everyLawFails(everySchedule, createSchedule, wrongSchedules));

describe('every law of parameterisations fails on a wrong one', () =>
  everyLawFails<Parameterisation>(parameterisations, right, wrong));
