import { initialEma, updateEma } from '../../harness/diffusion/ema.ts';
import { emaDecay } from '../../harness/diffusion/ema-decay.ts';
import type { NamedArrays } from '../../harness/diffusion/named-arrays.ts';
import { noiseSource } from '../../harness/diffusion/noise.ts';
import { clipGradients } from '../../harness/diffusion/optimisers/clip-gradients.ts';
import { learningRateAt } from '../../harness/diffusion/optimisers/learning-rate.ts';
import { ancestral } from '../../harness/diffusion/samplers/ancestral.ts';
import { sample } from '../../harness/diffusion/samplers/catalogue.ts';
import { eulerFlow } from '../../harness/diffusion/samplers/euler-flow.ts';
import { truncated } from '../../harness/diffusion/samplers/truncated.ts';
import {
  type Noising,
  type TrainingExample,
  trainingExample,
} from '../../harness/diffusion/training-example.ts';
import { exampleLoss } from '../diffusion/example-loss.ts';
import { everyLawFails } from '../laws/controls.ts';
import { everyClip, everyLearningRate } from '../laws/diffusion/learning.ts';
import {
  type Averaging,
  everyAverage,
  everyLoss,
  everyNoise,
  everyTrainingExample,
} from '../laws/diffusion/training.ts';
import {
  ancestralTrajectory,
  flowTrajectory,
  type Truncating,
  truncatedTrajectory,
} from '../laws/diffusion/trajectories.ts';

describe("every law of the release's loop fails on a wrong one", () => {
  const right: Truncating = { run: truncated.run, sample };
  everyLawFails(truncatedTrajectory, right, {
    'forgets the offset': {
      ...right,
      run: (sampler, sampling) => truncated.run({ ...sampler, denominatorOffset: 0 }, sampling),
    },
    'moves a hundredth too far': {
      ...right,
      run: async (...given) => (await truncated.run(...given)).map((value) => 1.01 * value),
    },
    'respaces its steps': {
      ...right,
      sample: (sampler, draw) => {
        const { steps, startScale } = sampler as { steps: number; startScale: number };
        const denominatorOffset = 1e-4;
        return sample({ kind: 'respaced', spacing: 'linspace', steps, startScale, denominatorOffset }, draw);
      },
    },
  });
});

describe('every law of Euler steps fails on wrong ones', () =>
  everyLawFails(flowTrajectory, eulerFlow.run, {
    'moves a hundredth too little': (sampler, sampling) =>
      eulerFlow.run(sampler, {
        ...sampling,
        predict: async (z, time) => (await sampling.predict(z, time)).map((v) => 0.99 * v),
      }),
    'tells floor(t T)': (sampler, sampling) => {
      const { time } = sampling.trained;
      const trained = { ...sampling.trained, time: time === 'fraction' ? time : time + 1 };
      return eulerFlow.run(sampler, { ...sampling, trained });
    },
  }));

describe('the law of ancestral sampling fails with', () => {
  const wrong: Readonly<Record<string, typeof ancestral.run>> = {
    'beta for the variance': (sampler, sampling) => ancestral.run({ ...sampler, variance: 'beta' }, sampling),
    'noise a twentieth too wide': (sampler, sampling) =>
      ancestral.run(sampler, {
        ...sampling,
        freshNoise: () => sampling.freshNoise().map((value) => 1.05 * value),
      }),
  };
  for (const [fault, run] of Object.entries(wrong))
    describe(fault, () => everyLawFails(ancestralTrajectory, ancestral.run, { [fault]: run }));
});

describe('every law of training examples fails on a wrong one', () => {
  const giving =
    (by: (found: TrainingExample, noising: Noising) => Partial<TrainingExample>): typeof trainingExample =>
    (noising, ...rest) => {
      const found = trainingExample(noising, ...rest);
      return { ...found, ...by(found, noising) };
    };
  everyLawFails(everyTrainingExample, trainingExample, {
    'turns the sign of its target': giving(({ target }) => ({ target: target.map((value) => -value) })),
    'never draws the last of ten times': giving(({ times }) => ({
      times: times.map((time) => Math.min(time, 8)),
    })),
    'heeds no step': (noising, clean, shape) => trainingExample(noising, clean, shape, 0),
    'weighs all alike': giving(({ weights }) => ({ weights: weights.map(() => 1) })),
  });
});

describe('the law of noise fails where it', () => {
  const wrong: Readonly<Record<string, typeof noiseSource>> = {
    'heeds no id': (shape, ids, ...rest) =>
      noiseSource(
        shape,
        ids.map(() => 'a'),
        ...rest,
      ),
    'heeds no seed': (shape, ids, _, ...purpose) => noiseSource(shape, ids, 7, ...purpose),
    'heeds no purpose': (shape, ids, seed) => noiseSource(shape, ids, seed),
    'is the same at every call': (...given) => {
      const first = noiseSource(...given)();
      return () => first;
    },
    'has a mean of a tenth': changing((value) => value + 0.1),
    'is a tenth too wide': changing((value) => 1.1 * value),
  };
  function changing(by: (value: number) => number): typeof noiseSource {
    return (...given) => {
      const source = noiseSource(...given);
      return () => source().map(by);
    };
  }
  for (const [fault, noiseOf] of Object.entries(wrong))
    describe(fault, () => everyLawFails(everyNoise, noiseSource, { [fault]: noiseOf }));
});

describe('every law of the loss fails on a wrong one', () =>
  everyLawFails(everyLoss, exampleLoss, {
    'is the mean square of every distance': (example, output) =>
      exampleLoss({ ...example, distance: 'l2' }, output),
    'has the roots of the weights': (example, output) =>
      exampleLoss({ ...example, weights: example.weights.map(Math.sqrt) }, output),
  }));

describe('every law of moving averages fails on a wrong one', () => {
  const right: Averaging = { initialEma, updateEma, emaDecay };
  everyLawFails(everyAverage, right, {
    'keeps what it should give': {
      ...right,
      updateEma: (setting, ...rest) => updateEma({ ...setting, decay: 1 - setting.decay }, ...rest),
    },
    'begins at 0': {
      ...right,
      initialEma: (parameters) => {
        const state = initialEma(parameters);
        for (const values of state.averages.values()) values.fill(0);
        return state;
      },
    },
    'knows no warm-up': { ...right, emaDecay: ({ decay }) => decay },
  });
});

describe('every law of clipping fails on a wrong one', () =>
  everyLawFails(everyClip, clipGradients, {
    'clips each parameter by itself': (gradients, most) => {
      const norms = [...gradients].map(([name, values]) => clipGradients(new Map([[name, values]]), most));
      return Math.hypot(...norms);
    },
    'lengthens short ones': (gradients, most) => {
      const norm = clipGradients(gradients, Number.POSITIVE_INFINITY);
      scaled(gradients, most / norm);
      return norm;
    },
    'lets a norm be twice as long': (gradients, most) => clipGradients(gradients, 2 * most),
  }));

describe('every law of learning rates fails on a wrong one', () =>
  everyLawFails(everyLearningRate, learningRateAt, {
    'begins its warm-up at 0': (rate, step) =>
      learningRateAt(rate, step) * (step < rate.warmUp ? step / (step + 1) : 1),
  }));

function scaled(arrays: NamedArrays, by: number): void {
  for (const values of arrays.values()) for (let i = 0; i < values.length; i++) values[i]! *= by;
}
