import { initialEma, updateEma } from '../../harness/diffusion/ema.ts';
import { emaDecay } from '../../harness/diffusion/ema-decay.ts';
import { noiseSource } from '../../harness/diffusion/noise.ts';
import { clipGradients } from '../../harness/diffusion/optimisers/clip-gradients.ts';
import { learningRateAt } from '../../harness/diffusion/optimisers/learning-rate.ts';
import { optimiserStep } from '../../harness/diffusion/optimisers/optimiser.ts';
import * as parameterisation from '../../harness/diffusion/parameterisation.ts';
import { ancestral } from '../../harness/diffusion/samplers/ancestral.ts';
import { sample, samplerKinds } from '../../harness/diffusion/samplers/catalogue.ts';
import { eulerFlow } from '../../harness/diffusion/samplers/euler-flow.ts';
import { truncated } from '../../harness/diffusion/samplers/truncated.ts';
import { createSchedule } from '../../harness/diffusion/schedule.ts';
import { trainingExample } from '../../harness/diffusion/training-example.ts';
import { exampleLoss } from '../diffusion/example-loss.ts';
import { everyOptimiser } from './diffusion/every-optimiser.ts';
import { everyDiffusionSampler, everySampler } from './diffusion/every-sampler.ts';
import { everySchedule, parameterisations } from './diffusion/every-schedule.ts';
import { everyClip, everyLearningRate } from './diffusion/learning.ts';
import { samplingOf } from './diffusion/sampling-of.ts';
import { everyAverage, everyLoss, everyNoise, everyTrainingExample } from './diffusion/training.ts';
import { ancestralTrajectory, flowTrajectory, truncatedTrajectory } from './diffusion/trajectories.ts';

describe('every noise schedule', () => everySchedule(createSchedule));
describe('parameterisations', () => parameterisations(parameterisation));

describe('every sampler', () => {
  for (const kind of samplerKinds) everySampler(kind, samplingOf(kind));
});
describe('every diffusion sampler', () => {
  for (const kind of samplerKinds)
    if (kind.trainedFor !== 'flow') everyDiffusionSampler(kind, samplingOf(kind));
});
describe("the truncated sampler, the release's loop", () =>
  truncatedTrajectory({ run: truncated.run, sample }));
describe('Euler steps of a flow', () => flowTrajectory(eulerFlow.run));
describe('ancestral sampling', () => ancestralTrajectory(ancestral.run));

describe('a training example', () => everyTrainingExample(trainingExample));
describe('noise of samplers and trainings', () => everyNoise(noiseSource));
describe('the loss of a training example', () => everyLoss(exampleLoss));
describe('a moving average', () => everyAverage({ initialEma, updateEma, emaDecay }));

describe('every optimiser', () => everyOptimiser(optimiserStep));
describe('clipping of gradients by their norm', () => everyClip(clipGradients));
describe('a learning rate', () => everyLearningRate(learningRateAt));
