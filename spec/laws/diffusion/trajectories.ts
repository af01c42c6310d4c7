import { expect } from 'chai';
import fc from 'fast-check';
import { noiseFromClean } from '../../../harness/diffusion/parameterisation.ts';
import type { ancestral } from '../../../harness/diffusion/samplers/ancestral.ts';
import type { sample } from '../../../harness/diffusion/samplers/catalogue.ts';
import type { eulerFlow } from '../../../harness/diffusion/samplers/euler-flow.ts';
import { respaced } from '../../../harness/diffusion/samplers/respaced.ts';
import type { Predict } from '../../../harness/diffusion/samplers/sampler.ts';
import type { truncated } from '../../../harness/diffusion/samplers/truncated.ts';
import { createSchedule, resolveSchedule } from '../../../harness/diffusion/schedule.ts';
import type { Diffusion } from '../../../harness/diffusion/trained.ts';
import { expectChiSquare } from '../../by-chance.ts';
import { anyNetwork, anyPrediction, anySteps, distance, flippedOf, normals } from './arbitraries.ts';

const ids = ['a', 'b', 'c'];
const shape = [3, 2, 2, 4] as const;
const length = 48;
const flow = { kind: 'flow', time: 1000 } as const;
const cosine = createSchedule(resolveSchedule({ kind: 'cosine', steps: 40 }, 'law'));
const x0Process: Diffusion = { kind: 'diffusion', schedule: cosine, prediction: { target: 'x0' } };
const noNoise = () => expect.fail('a deterministic sampler draws no noise');

/** What draws by the release's loop: by itself, and through the catalogue. */
export interface Truncating {
  readonly run: typeof truncated.run;
  readonly sample: typeof sample;
}

/** Laws of the truncated sampler, the release's loop. */
export function truncatedTrajectory({ run, sample }: Truncating): void {
  const start = normals(11, length);
  const predict = anyNetwork;

  it('is the respaced one at T steps of T, from the same start, without its offset', async () => {
    const full = fc.constantFrom('linspace' as const, 'trailing' as const);
    await fc.assert(
      fc.asyncProperty(flippedOf(anySteps), anyPrediction, full, async (schedule, prediction, spacing) => {
        const sampling = {
          trained: { kind: 'diffusion', schedule, prediction } as const,
          predict: gentle,
          start,
          freshNoise: noNoise,
        };
        const common = { steps: schedule.alphas.length, startScale: 1, denominatorOffset: 0 };
        const loop = await run({ kind: 'truncated', ...common }, sampling);
        const ddim = await respaced.run({ kind: 'respaced', spacing, ...common }, sampling);
        expect(distance(loop, ddim)).to.be.below(1e-4);
      }),
    );
  });

  it('with an offset d keeps d eps more than DDIM with that offset at its first step', async () => {
    const step = fc.tuple(flippedOf(fc.constant(2)), fc.double({ min: 1e-5, max: 0.1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(step, async ([schedule, d]) => {
        const seen: Float32Array[] = [];
        const spy: Predict = (z, time) => {
          if (time === 1) seen.push(z);
          return predict(z, time);
        };
        const trained = { kind: 'diffusion', schedule, prediction: { target: 'x0' } } as const;
        const sampling = { trained, predict: spy, start, freshNoise: noNoise };
        const common = { steps: 2, startScale: 1, denominatorOffset: d };
        await run({ kind: 'truncated', ...common }, sampling);
        await respaced.run({ kind: 'respaced', spacing: 'linspace', ...common }, sampling);
        const x0 = (await predict(start, 0)) as Float32Array;
        const eps = noiseFromClean(x0, start, schedule.alphas[0]!, d);
        expect(
          distance(
            seen[0]!,
            seen[1]!.map((value, i) => value + d * eps[i]!),
          ),
        ).to.be.below(1e-6);
      }),
    );
  });

  it('visits the first T steps of the array in turn and never respaces', async () => {
    const times: number[] = [];
    const spy: Predict = (z, time) => {
      times.push(time);
      return z;
    };
    const sampler = { kind: 'truncated', steps: 7, startScale: 0.5, denominatorOffset: 1e-4 } as const;
    await sample(sampler, { trained: x0Process, predict: spy, shape, ids, seed: 1, purpose: 'law' });
    expect(times).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
  });
}

/** Laws of Euler steps of a flow. */
export function flowTrajectory(run: typeof eulerFlow.run): void {
  const start = normals(5, length);

  it('are exact for a constant field, whatever their number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), async (steps, seed) => {
        const v = normals(seed, length);
        const sampling = { trained: flow, predict: () => v, start, freshNoise: noNoise };
        const found = await run({ kind: 'euler-flow', steps, startScale: 1 }, sampling);
        expect(
          distance(
            found,
            start.map((value, i) => value + v[i]!),
          ),
        ).to.be.below(1e-6);
      }),
    );
  });

  it('end at the latent that a perfect network points to from wherever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 50 }), fc.nat(), async (steps, seed) => {
        const z0 = normals(seed, length);
        // On the way from z at time t, the velocity to z0 at time 1 is (z0 - z) / (1 - t).
        const predict: Predict = (z, t) => z.map((value, i) => (z0[i]! - value) / (1 - t));
        const trained = { kind: 'flow', time: 'fraction' } as const;
        const sampling = { trained, predict, start, freshNoise: noNoise };
        const found = await run({ kind: 'euler-flow', steps, startScale: 1 }, sampling);
        expect(distance(found, z0)).to.be.below(1e-5);
      }),
    );
  });

  it('tell the network floor(t (T - 1)) of the times i / steps', async () => {
    const times: number[] = [];
    const spy: Predict = (z, time) => {
      times.push(time);
      return z;
    };
    const sampling = { trained: flow, predict: spy, start, freshNoise: noNoise };
    await run({ kind: 'euler-flow', steps: 16, startScale: 1 }, sampling);
    expect(times.slice(0, 4)).to.deep.equal([0, 62, 124, 187]);
    expect(times.at(-1)).to.equal(936);
  });
}

/** Laws of ancestral sampling. */
export function ancestralTrajectory(run: typeof ancestral.run): void {
  it('keeps the variance 1 - alpha at every step when the clean latent is zero', async () => {
    const total = 12000;
    const predict: Predict = (z, index) => {
      const squares = z.reduce((sum, value) => sum + value * value, 0);
      expectChiSquare(squares / (1 - cosine.alphas[index]!), total, `at ${index}`, 5 + 40);
      return new Float32Array(total);
    };
    let seed = 0;
    const freshNoise = () => normals(seed++, total);
    const sampling = { trained: x0Process, predict, start: freshNoise(), freshNoise };
    for (const steps of [5, 40]) {
      const common = { kind: 'ancestral', steps, spacing: 'linspace', startScale: 1 } as const;
      await run({ ...common, variance: 'posterior' }, sampling);
    }
  });
}

/** A network that is never steep, so that rounding does not grow from step to step. */
function gentle(z: Float32Array, time: number): Float32Array {
  return z.map((x) => 0.5 * Math.sin(x + time));
}
