import { checkpointTensors, stateOf } from '../../harness/training/checkpoint.ts';
import { averaged, initialState, train } from '../../harness/training/train.ts';
import { everyLawFails } from '../laws/controls.ts';
import { averageOfTraining, everyTraining, heldByTraining, type Trainer } from '../laws/training/every.ts';
import { tinyTrainings } from '../training/tiny-trainings.ts';

const right: Trainer = {
  train,
  initialState,
  averaged,
  checkpointTensors,
  stateOf,
  task: (tiny, seed) => tiny.task(seed),
};

let times = 0;

/** Wrong trainings, each by its fault. */
const wrong: Readonly<Record<string, Trainer>> = {
  'begins elsewhere every time': {
    ...right,
    initialState: (task, ema) => initialState(task, ema, ++times),
    task: (tiny) => tiny.task(++times),
  },
  'heeds no seed': {
    ...right,
    initialState: (task, ema) => initialState(task, ema, 7),
    task: (tiny) => tiny.task(7),
  },
  'begins anew where it was resumed': { ...right, stateOf: (_, initial) => initial },
  'says other shapes than it draws': {
    ...right,
    task: (tiny, seed) => ({ ...tiny.task(seed), inputs: {} }),
  },
  'learns nothing': {
    ...right,
    train: (task, setting, ...rest) => {
      const learningRate = { ...setting.optimiser.learningRate, peak: 1e-9, annealing: null };
      return train(task, { ...setting, optimiser: { ...setting.optimiser, learningRate } }, ...rest);
    },
  },
};

/** Wrong ways to hold an engine, and to keep an average, each by its fault. */
const wrongHolds: Readonly<Record<string, Trainer>> = {
  'frees nothing': {
    ...right,
    train: (task, setting, ema, engine, ...rest) => {
      const differentiate: typeof engine.differentiate = async (...given) => ({
        ...(await engine.differentiate(...given)),
        dispose: async () => {},
      });
      return train(task, setting, ema, { ...engine, differentiate }, ...rest);
    },
  },
};
const wrongAverages: Readonly<Record<string, Trainer>> = {
  'has its weights for an average, and an average for its weights': {
    ...right,
    averaged: (state) =>
      state.ema
        ? state.weights
        : new Map(
            [...state.weights].map(([name, { shape, data }]) => [
              name,
              { shape, data: data.map((value) => value / 2) },
            ]),
          ),
  },
};

describe('every law of trainings fails on a wrong one', () => {
  everyLawFails((each: Trainer) => everyTraining(tinyTrainings[1], each), right, wrong);
  everyLawFails(heldByTraining, right, wrongHolds);
  everyLawFails(averageOfTraining, right, wrongAverages);
});
