import { checkpointTensors, stateOf } from '../../harness/training/checkpoint.ts';
import { averaged, initialState, train } from '../../harness/training/train.ts';
import { tinyTrainings } from '../training/tiny-trainings.ts';
import { averageOfTraining, everyTraining, heldByTraining, type Trainer } from './training/every.ts';

const trainer: Trainer = {
  train,
  initialState,
  averaged,
  checkpointTensors,
  stateOf,
  task: (tiny, seed) => tiny.task(seed),
};

for (const tiny of tinyTrainings) {
  describe(`the training of a tiny ${tiny.name}`, function () {
    this.timeout(300_000);
    everyTraining(tiny, trainer);
  });
}

describe('a training', () => heldByTraining(trainer));

describe('the average of a training', function () {
  this.timeout(300_000);
  averageOfTraining(trainer);
});
