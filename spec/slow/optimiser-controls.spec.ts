import { optimiserStep } from '../../harness/diffusion/optimisers/optimiser.ts';
import { everyLawFails } from '../laws/controls.ts';
import { everyOptimiser, type Step } from '../laws/diffusion/every-optimiser.ts';

/** Wrong steps of optimisers, each by its fault. */
const wrong: Readonly<Record<string, Step>> = {
  'counts its steps by itself': counting(),
  'moves every value a little': (...given) => {
    const found = optimiserStep(...given);
    for (const values of given[2].values()) values.set(values.map((value: number) => value + 0.01));
    return found;
  },
  'takes what is not finite for 0': (setting, state, parameters, gradients) => {
    const finite = [...gradients].map(
      ([name, values]) =>
        [name, values.map((value: number) => (Number.isFinite(value) ? value : 0))] as const,
    );
    return optimiserStep(setting, state, parameters, new Map(finite));
  },
};

/** Steps whose size goes with how many were ever taken, whatever the state says. */
function counting(): Step {
  let count = 0;
  return (setting, state, ...rest) => {
    count += 1;
    return optimiserStep(setting, Object.assign(state, { step: state.step + (count % 3) }), ...rest);
  };
}

describe('every law of optimisers fails on a wrong one', () =>
  everyLawFails(everyOptimiser, optimiserStep, wrong));
