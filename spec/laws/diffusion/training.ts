import { expect } from 'chai';
import fc from 'fast-check';
import type { initialEma, updateEma } from '../../../harness/diffusion/ema.ts';
import type { emaDecay } from '../../../harness/diffusion/ema-decay.ts';
import type { noiseSource } from '../../../harness/diffusion/noise.ts';
import { noisy } from '../../../harness/diffusion/parameterisation.ts';
import type {
  Noising,
  TrainingExample,
  trainingExample,
} from '../../../harness/diffusion/training-example.ts';
import { type DiffusionObjective, resolveObjective } from '../../../harness/diffusion/training-objective.ts';
import { expectChiSquare, expectEven, expectMean } from '../../by-chance.ts';
import type { exampleLoss } from '../../diffusion/example-loss.ts';
import { distance, normals, scheduleOf } from './arbitraries.ts';

const shape = [3, 2, 2, 2] as const;
const length = 8;
const clean = normals(1, 24);
const anySchedule = scheduleOf(fc.integer({ min: 2, max: 200 }));
const objective = (declared: object) => resolveObjective(declared, 'law') as DiffusionObjective;
const perSample = (values: ArrayLike<number>, b: number) =>
  Float32Array.from(values).subarray(b * length, (b + 1) * length);

/** Laws of what a denoiser is trained on. */
export function everyTrainingExample(example: typeof trainingExample): void {
  it('is noised clean latents, the same whatever is predicted', () => {
    fc.assert(
      fc.property(anySchedule, fc.nat(), fc.nat({ max: 1e5 }), (schedule, seed, step) => {
        const [x0, eps, v] = ['x0', 'eps', 'v'].map((target) =>
          example({ objective: objective({ target }), schedule, seed, purpose: 'law' }, clean, shape, step),
        );
        expect(x0!.target).to.deep.equal(clean);
        expect(eps!.noisy).to.deep.equal(x0!.noisy);
        expect(v!.noisy).to.deep.equal(x0!.noisy);
        for (let b = 0; b < 3; b++) {
          const alpha = schedule.alphas[x0!.times[b]!]!;
          const noise = perSample(eps!.target, b);
          const z = noisy(perSample(clean, b), noise, alpha);
          expect(distance(perSample(x0!.noisy, b), z)).to.be.below(1e-6);
          const velocities = noise.map(
            (value, i) => Math.sqrt(alpha) * value - Math.sqrt(1 - alpha) * perSample(clean, b)[i]!,
          );
          expect(distance(perSample(v!.target, b), velocities)).to.be.below(1e-6);
        }
      }),
    );
  });

  it('of a flow lies on the straight line from noise to latent, whose direction is the target', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 1e5 }), (seed, step) => {
        const flow = (time: number | 'fraction') =>
          ({ objective: { target: 'flow', distance: 'l1', time }, seed, purpose: 'law' }) as const;
        const { times, noisy: z, target } = example(flow('fraction'), clean, shape, step);
        const onGrid = example(flow(1000), clean, shape, step).times;
        for (let b = 0; b < 3; b++) {
          const t = times[b]!;
          expect(t).to.be.within(0, 1);
          expect(Math.abs(onGrid[b]! - Math.floor(t * 999))).to.be.at.most(
            t * 999 - Math.floor(t * 999) < 1e-3 ? 1 : 0,
          );
          const end = perSample(z, b).map((value, i) => value + (1 - t) * perSample(target, b)[i]!);
          expect(distance(end, perSample(clean, b))).to.be.below(2e-6);
        }
      }),
    );
  });

  it('draws its times evenly over all indices of the schedule', () => {
    const schedule = {
      alphas: Float64Array.from({ length: 10 }, (_, i) => (i + 1) / 12),
      order: 'noise-first',
    } as const;
    const counts = new Float64Array(10);
    const noising: Noising = { objective: objective({}), schedule, seed: 3, purpose: 'law' };
    for (let step = 0; step < 1000; step++) {
      for (const time of example(noising, clean.subarray(0, 5), [5, 1, 1, 1], step).times) counts[time]! += 1;
    }
    expectEven(counts, 'times');
  });

  it('depends on seed, purpose and step, and on nothing that was drawn before', () => {
    fc.assert(
      fc.property(anySchedule, fc.nat({ max: 1e5 }), (schedule, step) => {
        const noising: Noising = { objective: objective({}), schedule, seed: 5, purpose: 'law' };
        const first = example(noising, clean, shape, step);
        example(noising, clean, shape, step + 1);
        expect(example(noising, clean, shape, step)).to.deep.equal(first);
        for (const [other, at] of [
          [noising, step + 1],
          [{ ...noising, seed: 6 }, step],
          [{ ...noising, purpose: 'other' }, step],
        ] as const) {
          expect(example(other, clean, shape, at).noisy).to.not.deep.equal(first.noisy);
        }
      }),
    );
  });

  it('weighs by 1, or by snr / (snr + 1)', () => {
    fc.assert(
      fc.property(anySchedule, fc.nat(), (schedule, seed) => {
        const weighted = (weight: string) =>
          example({ objective: objective({ weight }), schedule, seed, purpose: 'law' }, clean, shape, 0);
        expect([...weighted('none').weights]).to.deep.equal([1, 1, 1]);
        const { times, weights } = weighted('snr');
        const expected = Array.from(times, (time) => {
          const snr = schedule.alphas[time]! / (1 - schedule.alphas[time]! + 1e-8);
          return snr / (snr + 1);
        });
        expect(distance(weights, expected)).to.be.below(1e-6);
      }),
    );
  });
}

/** Laws of the noise of samplers and trainings. */
export function everyNoise(noiseOf: typeof noiseSource): void {
  it('differs between samples, calls, purposes and seeds, and is standard normal', () => {
    const drawn = (seed: number, purpose: string) => {
      const source = noiseOf([2, 1, 50, 100], ['a', 'b'], seed, purpose);
      return [source(), source()];
    };
    const fields = [drawn(1, 'p'), drawn(1, 'q'), drawn(2, 'p')]
      .flat()
      .flatMap((both) => [both.slice(0, 5000), both.slice(5000)]);
    expect(fields.length).to.equal(12);
    const dot = (a: Float32Array, b: ArrayLike<number>) =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const ones = new Float32Array(5000).fill(1);
    // Of twelve fields each mean and variance, and of each pair the products: 90 comparisons.
    fields.forEach((field, i) => {
      expectMean(dot(field, ones), 0, Math.sqrt(5000), `sum of ${i}`, 90);
      expectChiSquare(dot(field, field), 5000, `squares of ${i}`, 90);
      for (let k = 0; k < i; k++)
        expectMean(dot(field, fields[k]!), 0, Math.sqrt(5000), `products of ${k} and ${i}`, 90);
    });
  });
}

/** Laws of the loss of a training example. */
export function everyLoss(lossOf: typeof exampleLoss): void {
  const anyDistance = fc.constantFrom('l1' as const, 'l2' as const);
  const example = (kind: 'l1' | 'l2', weights = [1, 1, 1]): TrainingExample => ({
    noisy: clean,
    target: clean,
    times: new Float32Array(3),
    weights: Float32Array.from(weights),
    distance: kind,
  });

  it('is zero at the target, and moves with the power of a common distance to it', () => {
    fc.assert(
      fc.property(anyDistance, fc.constantFrom(0.25, 0.5, 2, 4), (kind, away) => {
        expect(lossOf(example(kind), clean)).to.equal(0);
        const output = clean.map((value, i) => value + (i % 2 ? away : -away));
        const expected = kind === 'l1' ? away : away ** 2;
        expect(lossOf(example(kind), output) / expected).to.be.within(1 - 1e-6, 1 + 1e-6);
      }),
    );
  });

  it('is linear in the weights of the samples', () => {
    fc.assert(
      fc.property(anyDistance, fc.nat(), (kind, seed) => {
        const output = normals(seed, 24);
        const one = [0, 1, 2].map((b) =>
          lossOf(
            example(
              kind,
              [0, 1, 2].map((k) => Number(k === b)),
            ),
            output,
          ),
        );
        const found = lossOf(example(kind, [0.25, 2, 5]), output);
        expect(Math.abs(found - (0.25 * one[0]! + 2 * one[1]! + 5 * one[2]!))).to.be.below(1e-9);
      }),
    );
  });
}

/** What keeps a moving average of weights. */
export interface Averaging {
  readonly initialEma: typeof initialEma;
  readonly updateEma: typeof updateEma;
  readonly emaDecay: typeof emaDecay;
}

/** Laws of moving averages. */
export function everyAverage({ initialEma, updateEma, emaDecay }: Averaging): void {
  const anyDecay = fc.double({ min: 0, max: 1, noNaN: true });
  const anyHistory = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 40 });
  const named = (value: number) => new Map([['p', Float64Array.of(value)]]);
  const averaged = (history: number[], decay: number, warmUp: boolean) => {
    const state = initialEma(named(history[0]!));
    for (const value of history.slice(1)) updateEma({ decay, warmUp }, state, named(value));
    return state.averages.get('p')![0]!;
  };

  it('stays between the least and the greatest value that it has seen', () => {
    fc.assert(
      fc.property(anyHistory, anyDecay, fc.boolean(), (history, decay, warmUp) => {
        const found = averaged(history, decay, warmUp);
        expect(found).to.be.within(Math.min(...history) - 1e-12, Math.max(...history) + 1e-12);
      }),
    );
  });

  it('of constant decay is d^n p_0 + (1 - d) sum d^(n - k) p_k', () => {
    fc.assert(
      fc.property(anyHistory, anyDecay, (history, decay) => {
        const n = history.length - 1;
        const closed = history.reduce(
          (sum, p, k) => sum + (k === 0 ? 1 : 1 - decay) * decay ** (n - k) * p,
          0,
        );
        expect(Math.abs(averaged(history, decay, false) - closed)).to.be.below(1e-11);
      }),
    );
  });

  it('is the latest value at decay 0 and the first at decay 1', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(Math.abs(averaged(history, 0, false) - history.at(-1)!)).to.be.below(1e-14);
        expect(averaged(history, 1, false)).to.equal(history[0]);
      }),
    );
  });

  it('with warm-up keeps a growing share, never more than its decay', () => {
    const shares = Array.from({ length: 300 }, (_, n) => emaDecay({ decay: 0.95, warmUp: true }, n + 1));
    // Of the first update 2 / 11: (1 + n) / (10 + n).
    expect(shares[0]).to.equal(2 / 11);
    shares.forEach((share, n) => {
      expect(share).to.be.within(n > 0 ? shares[n - 1]! : 0, 0.95);
    });
    expect(shares.at(-1)).to.equal(0.95);
  });
}
