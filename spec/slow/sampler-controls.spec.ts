import { type Sampler, samplerKinds } from '../../harness/diffusion/samplers/catalogue.ts';
import { everyLawFails, madeOf } from '../laws/controls.ts';
import { everyDiffusionSampler, everySampler, type Sampling } from '../laws/diffusion/every-sampler.ts';
import { samplingOf } from '../laws/diffusion/sampling-of.ts';

/** Wrong samplers, made of a right one. */
const liars: Readonly<Record<string, (right: Sampling) => Sampling>> = {
  'draws noise by the place in the batch': (right) => ({
    ...right,
    sample: (sampler, draw) => right.sample(sampler, { ...draw, ids: draw.ids.map((_, b) => `${b}`) }),
  }),
  'heeds no seed': (right) => ({
    ...right,
    sample: (sampler, draw) => right.sample(sampler, { ...draw, seed: 7 }),
  }),
  'begins with plain noise': (right) => ({
    ...right,
    sample: (sampler, draw) => right.sample({ ...sampler, startScale: 1 }, draw),
  }),
  'calls the network once more than it says': (right) => ({
    ...right,
    networkCalls: (sampler) => right.networkCalls(sampler) - 1,
  }),
  'ends a little off': (right) => ({
    ...right,
    sample: async (sampler, draw) => (await right.sample(sampler, draw)).map((value) => 1.01 * value + 0.01),
  }),
  'goes on a little off': (right) => ({
    ...right,
    sample: (sampler, { from, ...draw }) =>
      right.sample(sampler, {
        ...draw,
        ...(from && { from: { ...from, z: from.z.map((value) => 1.01 * value) } }),
      }),
  }),
  'resolves nothing twice alike': (right) => ({
    ...right,
    resolveSampler: (declared, where) => {
      const { time = 0, ...own } = declared as { readonly time?: number };
      return Object.assign({ time: time + 1 }, right.resolveSampler(own, where)) as Sampler;
    },
  }),
  'writes over its start': (right) => ({
    ...right,
    run: async (sampler, sampling) => {
      const found = await right.run(sampler, sampling);
      sampling.start.set(found);
      return found;
    },
  }),
};

describe('every law of samplers fails on a wrong one', () => {
  for (const kind of samplerKinds) {
    const laws = (each: Sampling) => {
      everySampler(kind, each);
      if (kind.trainedFor !== 'flow') everyDiffusionSampler(kind, each);
    };
    const right = samplingOf(kind);
    describe(kind.kind, () => everyLawFails(laws, right, madeOf(right, liars)));
  }
});
