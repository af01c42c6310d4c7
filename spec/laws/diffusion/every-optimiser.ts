import { expect } from 'chai';
import fc from 'fast-check';
import type { NamedArrays } from '../../../harness/diffusion/named-arrays.ts';
import {
  initialOptimiser,
  type OptimiserSetting,
  type optimiserStep,
  resolveOptimiser,
} from '../../../harness/diffusion/optimisers/optimiser.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { runs } from '../../runs.ts';
import { distance, normals } from './arbitraries.ts';

export type Step = typeof optimiserStep;

const anySetting: fc.Arbitrary<OptimiserSetting> = fc
  .record({
    kind: fc.constantFrom('adam', 'adamw'),
    beta1: fc.double({ min: 0, max: 0.95, noNaN: true }),
    beta2: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
    weightDecay: fc.constantFrom(0, 0.01, 0.3),
    clipNorm: fc.constantFrom(null, 1, 10),
    learningRate: fc.record({
      peak: fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
      warmUp: fc.integer({ min: 0, max: 10 }),
      annealing: fc.constantFrom(null, { to: 1e-6, periods: 30, stepsPerPeriod: 2 }),
    }),
  })
  .map((declared) => resolveOptimiser(declared, 'law'));

/** Parameters of either precision, the same for the same seed. */
export const parameters = (seed: number): NamedArrays =>
  new Map<string, Float32Array | Float64Array>([
    ['first', normals(seed, 5)],
    ['second', Float64Array.from(normals(seed + 1, 3))],
  ]);

/** Laws of every optimiser, from its step. */
export function everyOptimiser(optimiserStep: Step): void {
  it('continues from a stored state as if it had never stopped', () => {
    fc.assert(
      fc.property(
        anySetting,
        fc.integer({ min: 0, max: 20 }),
        fc.nat({ max: 1e6 }),
        (setting, stop, seed) => {
          const [whole, resumed] = [parameters(seed), parameters(seed)];
          const state = initialOptimiser(whole);
          const partial = initialOptimiser(resumed);
          const step = (s: typeof state, p: NamedArrays, k: number) =>
            optimiserStep(setting, s, p, parameters(seed + 2 + 2 * k));
          for (let k = 0; k < 20; k++) step(state, whole, k);
          for (let k = 0; k < stop; k++) step(partial, resumed, k);
          const stored = structuredClone({ state: partial, values: new Map(resumed) });
          for (let k = stop; k < 20; k++) step(stored.state, stored.values, k);
          expect(stored).to.deep.equal({ state, values: whole });
        },
      ),
      { numRuns: runs(50) },
    );
  });

  it('moves nothing at zero gradients but what weight decay moves', () => {
    fc.assert(
      fc.property(anySetting, fc.nat({ max: 1e6 }), (setting, seed) => {
        const moved = parameters(seed);
        const state = initialOptimiser(moved);
        let kept = 1;
        for (let k = 0; k < 10; k++) {
          const { norm, learningRate } = optimiserStep(setting, state, moved, state.first);
          expect(norm).to.equal(0);
          kept *= setting.kind === 'adamw' ? 1 - learningRate * setting.weightDecay : 1;
          if (setting.kind === 'adam' && setting.weightDecay > 0) return;
        }
        for (const [name, values] of parameters(seed)) {
          const expected = values.map((v: number) => kept * v);
          // Ten steps and the expected value itself are each rounded to 32 bits.
          const rounding = 11 * 2 ** -24 * Math.max(...values.map(Math.abs));
          expect(distance(moved.get(name)!, expected)).to.be.most(rounding);
        }
      }),
    );
  });

  it('moves each value at first against its gradient, by the learning rate', () => {
    fc.assert(
      fc.property(anySetting, fc.nat({ max: 1e6 }), (any, seed) => {
        const setting = { ...any, weightDecay: 0, epsilon: 1e-12 };
        const [before, moved, gradients] = [parameters(seed), parameters(seed), parameters(seed + 7)];
        const { learningRate } = optimiserStep(setting, initialOptimiser(moved), moved, gradients);
        for (const [name, values] of moved) {
          const expected = before
            .get(name)!
            .map((v: number, i: number) => v - learningRate * Math.sign(gradients.get(name)![i]!));
          expect(distance(values, expected)).to.be.below(1e-6);
        }
      }),
    );
  });

  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    it(`names the parameter whose gradient holds ${bad}, and moves nothing`, () => {
      fc.assert(
        fc.property(anySetting, fc.constantFrom('first', 'second'), (setting, name) => {
          const [moved, gradients] = [parameters(1), parameters(2)];
          gradients.get(name)![2] = bad;
          const state = initialOptimiser(moved);
          expect(() => optimiserStep(setting, state, moved, gradients)).to.throw(
            InputError,
            `gradient of ${name}: expected finite values, got ${bad} at 2`,
          );
          expect(moved).to.deep.equal(parameters(1));
          expect(state).to.deep.equal(initialOptimiser(moved));
        }),
        { numRuns: runs(20) },
      );
    });
  }
}
