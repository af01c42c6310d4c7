import { samplerKinds } from '../../../harness/diffusion/samplers/catalogue.ts';
import { everyDiffusionSampler, everySampler } from './every-sampler.ts';
import { samplingOf } from './sampling-of.ts';

describe('every sampler', () => {
  for (const kind of samplerKinds) everySampler(kind, samplingOf(kind));
});

describe('every diffusion sampler', () => {
  for (const kind of samplerKinds)
    if (kind.trainedFor !== 'flow') everyDiffusionSampler(kind, samplingOf(kind));
});
