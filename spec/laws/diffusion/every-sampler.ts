import { expect } from 'chai';
import fc from 'fast-check';
import { noiseFromClean, velocity } from '../../../harness/diffusion/parameterisation.ts';
import { cleanEstimate, type Prediction } from '../../../harness/diffusion/prediction.ts';
import type {
  DrawStanding,
  networkCalls,
  resolveSampler,
  Sampler,
  sample,
  samplerKinds,
} from '../../../harness/diffusion/samplers/catalogue.ts';
import type { Predict } from '../../../harness/diffusion/samplers/sampler.ts';
import { createSchedule, indexFromNoise, resolveSchedule } from '../../../harness/diffusion/schedule.ts';
import type { Diffusion, Trained } from '../../../harness/diffusion/trained.ts';
import { runs } from '../../runs.ts';
import {
  anyNetwork,
  anyPrediction,
  anySteps,
  distance,
  flippedOf,
  normals,
  samplerOf,
  scheduleOf,
} from './arbitraries.ts';

type Entry = Pick<(typeof samplerKinds)[number], 'kind' | 'trainedFor' | 'deterministic'>;

/** What resolves samplers and draws by them. */
export interface Sampling {
  readonly sample: typeof sample;
  readonly networkCalls: typeof networkCalls;
  readonly resolveSampler: typeof resolveSampler;
  /** One kind's own loop, from a start. */
  readonly run: (sampler: Sampler, sampling: Started) => Promise<Float32Array>;
}

/** What a sampler's loop is given. */
export interface Started {
  readonly trained: Trained;
  readonly predict: Predict;
  readonly start: Float32Array;
  readonly freshNoise: () => Float32Array;
}

const ids = ['a', 'b', 'c'];
const shape = [3, 2, 2, 4] as const;
const length = 48;
const flow = { kind: 'flow', time: 1000 } as const;
const cosine = createSchedule(resolveSchedule({ kind: 'cosine', steps: 40 }, 'law'));
const x0Process: Diffusion = { kind: 'diffusion', schedule: cosine, prediction: { target: 'x0' } };
const noNoise = () => expect.fail('a deterministic sampler draws no noise');

/** Laws of every sampler. */
export function everySampler(
  { kind, trainedFor, deterministic }: Entry,
  { sample, networkCalls, resolveSampler, run }: Sampling,
): void {
  const trained = trainedFor === 'flow' ? flow : x0Process;
  const drawn = samplerOf(kind, 40);
  const draw = (predict: Predict, seed = 7) => ({ trained, predict, shape, ids, seed, purpose: 'law' });

  it(`${kind} gives each sample the same latent in any batch and any order`, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), async (sampler, seed) => {
        const together = await sample(sampler, draw(anyNetwork, seed));
        for (const order of [['b'], ['c', 'a']]) {
          const part = await sample(sampler, {
            ...draw(anyNetwork, seed),
            shape: [order.length, 2, 2, 4],
            ids: order,
          });
          order.forEach((id, b) => {
            const at = ids.indexOf(id) * 16;
            expect(part.slice(b * 16, b * 16 + 16)).to.deep.equal(together.slice(at, at + 16));
          });
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it(`${kind} is decided by the seed, and another seed gives other latents`, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat({ max: 1e6 }), async (sampler, seed) => {
        const [first, again, other] = await Promise.all(
          [seed, seed, seed + 1].map((each) => sample(sampler, draw(anyNetwork, each))),
        );
        expect(again).to.deep.equal(first);
        expect(other).to.not.deep.equal(first);
      }),
      { numRuns: runs(20) },
    );
  });

  it(`${kind} calls the network as often as it says, first with startScale times the noise`, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (sampler) => {
        const seen: Float32Array[] = [];
        const spy = (z: Float32Array, time: number) => {
          seen.push(z);
          return anyNetwork(z, time);
        };
        await sample(sampler, draw(spy));
        await sample({ ...sampler, startScale: 2 * sampler.startScale }, draw(spy));
        expect(seen.length).to.equal(2 * networkCalls(sampler));
        expect(seen[networkCalls(sampler)]).to.deep.equal(seen[0]!.map((value) => 2 * value));
      }),
      { numRuns: runs(20) },
    );
  });

  it(`${kind} goes on from after any step to the same bytes, with the calls alone that are left`, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), fc.nat(), async (sampler, seed, at) => {
        const standings: DrawStanding[] = [];
        // Latents change with the next step.
        const reached = (standing: DrawStanding) =>
          void standings.push({ ...standing, z: standing.z.slice() });
        const whole = await sample(sampler, { ...draw(anyNetwork, seed), reached });
        expect(standings.map(({ step }) => step)).to.deep.equal(standings.map((_, k) => k + 1));
        const from = standings[at % standings.length];
        let calls = 0;
        const spy: Predict = (z, time) => {
          calls++;
          return anyNetwork(z, time);
        };
        expect(await sample(sampler, { ...draw(spy, seed), from })).to.deep.equal(whole);
        expect(calls).to.equal(networkCalls(sampler) - (from?.step ?? 0));
      }),
      { numRuns: runs(20) },
    );
  });

  it(`${kind} is resolved once and for all: resolving what was resolved changes nothing`, () => {
    fc.assert(
      fc.property(drawn, (sampler) => {
        expect(resolveSampler(JSON.parse(JSON.stringify(sampler)), 'law')).to.deep.equal(sampler);
      }),
    );
  });

  it(`${kind} leaves its start as it was${deterministic ? ' and draws nothing after it' : ''}`, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (sampler) => {
        const start = normals(3, length);
        const freshNoise = deterministic ? noNoise : () => normals(4, length);
        await run(sampler, { trained, predict: anyNetwork, start, freshNoise });
        expect(start).to.deep.equal(normals(3, length));
      }),
      { numRuns: runs(20) },
    );
  });
}

/** Laws of every sampler of networks that were trained for diffusion. */
export function everyDiffusionSampler({ kind }: Pick<Entry, 'kind'>, { sample }: Sampling): void {
  it(`${kind} with one step is the regression: x0 by the network at the noisiest index`, async () => {
    // The release's loop begins wherever the array does, which is noise in a flipped one.
    const schedules = kind === 'truncated' ? flippedOf(anySteps) : scheduleOf(anySteps);
    await fc.assert(
      fc.asyncProperty(schedules, anyPrediction, samplerOf(kind, 1), async (schedule, prediction, one) => {
        let expected: Float32Array | undefined;
        const predict: Predict = (z, time) => {
          const output = anyNetwork(z, time) as Float32Array;
          expect(time).to.equal(indexFromNoise(schedule, 0));
          const x0 = cleanEstimate(prediction, output, Float64Array.from(z), schedule.alphas[time]!);
          expected = Float32Array.from(x0);
          return output;
        };
        const trained: Diffusion = { kind: 'diffusion', schedule, prediction };
        const found = await sample(one, { trained, predict, shape, ids, seed: 1, purpose: 'law' });
        expect(found).to.deep.equal(expected);
      }),
    );
  });

  it(`${kind} gives back the latent that a perfect denoiser knows`, async () => {
    // From the clean end the release's loop walks into noise, and a perfect eps of what is no noise grows.
    const schedules = (kind === 'truncated' ? flippedOf : scheduleOf)(fc.integer({ min: 2, max: 60 }));
    await fc.assert(
      fc.asyncProperty(schedules, anyPrediction, fc.nat(), async (schedule, prediction, seed) => {
        const trained: Diffusion = { kind: 'diffusion', schedule, prediction };
        const z0 = normals(seed, length);
        const [sampler] = fc.sample(samplerOf(kind, schedule.alphas.length), { numRuns: 1, seed });
        let last = 0;
        const known = perfect(z0, trained);
        const predict: Predict = (z, index) => {
          last = index;
          return known(z, index);
        };
        const found = await sample(sampler!, { trained, predict, shape, ids, seed, purpose: 'law' });
        // Of eps alone, almost pure noise tells nothing of x0: the last call must stand above the floor.
        fc.pre(prediction.target !== 'eps' || Math.sqrt(schedule.alphas[last]!) > 0.05);
        expect(
          distance(
            found,
            z0.map((value) => bounded(value, prediction)),
          ),
        ).to.be.below(1e-4);
      }),
      { numRuns: runs(200) },
    );
  });
}

/** What a denoiser that knows z0 predicts. */
function perfect(z0: Float32Array, { schedule, prediction }: Diffusion): Predict {
  return (z, index) => {
    if (prediction.target === 'x0') return z0;
    const alpha = schedule.alphas[index]!;
    const eps = noiseFromClean(z0, z, alpha, 0);
    return Float32Array.from(prediction.target === 'eps' ? eps : velocity(z0, eps, alpha));
  };
}

function bounded(value: number, prediction: Prediction): number {
  if (prediction.target !== 'eps' || prediction.clip === null) return value;
  return Math.max(-prediction.clip, Math.min(prediction.clip, value));
}
