import { expect } from 'chai';
import fc from 'fast-check';
import type { NamedArrays } from '../../../harness/diffusion/named-arrays.ts';
import type { clipGradients } from '../../../harness/diffusion/optimisers/clip-gradients.ts';
import type { LearningRate, learningRateAt } from '../../../harness/diffusion/optimisers/learning-rate.ts';
import { initialOptimiser } from '../../../harness/diffusion/optimisers/optimiser.ts';
import { distance, normals } from './arbitraries.ts';
import { parameters } from './every-optimiser.ts';

/** Laws of clipping gradients by their norm. */
export function everyClip(clip: typeof clipGradients): void {
  const most = fc.double({ min: 1e-3, max: 20, noNaN: true });

  it('leaves gradients within the norm as they are and shortens longer ones to it, in their direction', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), most, (seed, bound) => {
        const [gradients, before] = [parameters(seed), parameters(seed)];
        const norm = clip(gradients, bound);
        expect(Math.abs(norm - normOf(before))).to.be.below(1e-6);
        const factor = normOf(gradients) / norm;
        expect(normOf(gradients)).to.be.at.most(bound * (1 + 1e-6));
        if (norm <= bound * (1 - 1e-6) - 1e-5) expect(gradients).to.deep.equal(before);
        for (const [name, values] of before) {
          expect(
            distance(
              gradients.get(name)!,
              values.map((v: number) => factor * v),
            ),
          ).to.be.below(1e-5);
        }
      }),
    );
  });

  it('takes all gradients together, however they are cut into parameters', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), most, fc.integer({ min: 1, max: 9 }), (seed, bound, cut) => {
        const values = normals(seed, 10);
        const [whole, first, last] = [values.slice(), values.slice(0, cut), values.slice(cut)];
        clip(new Map([['p', whole]]), bound);
        clip(
          new Map([
            ['p', first],
            ['q', last],
          ]),
          bound,
        );
        expect(distance(whole, [...first, ...last])).to.be.below(1e-7);
      }),
    );
  });

  it('leaves zero gradients at zero', () => {
    const zeros = initialOptimiser(parameters(1)).first;
    expect(clip(zeros, 1)).to.equal(0);
    expect(zeros).to.deep.equal(initialOptimiser(parameters(1)).first);
  });
}

/** Laws of a learning rate. */
export function everyLearningRate(rateAt: typeof learningRateAt): void {
  const anyRate: fc.Arbitrary<LearningRate> = fc.record({
    peak: fc.double({ min: 1e-4, max: 1, noNaN: true }),
    warmUp: fc.integer({ min: 0, max: 30 }),
    annealing: fc.record({
      to: fc.constantFrom(0, 1e-6, 1e-4),
      periods: fc.integer({ min: 1, max: 50 }),
      stepsPerPeriod: fc.integer({ min: 1, max: 9 }),
    }),
  });

  it('rises in warm-up, falls after it, never above the peak, and ends where annealing leads', () => {
    fc.assert(
      fc.property(anyRate, (rate) => {
        const { peak, warmUp, annealing } = rate;
        const last = annealing!.periods * annealing!.stepsPerPeriod;
        for (let step = 0; step < last + 5; step++) {
          const [now, next] = [rateAt(rate, step), rateAt(rate, step + 1)];
          expect(now).to.be.within(0, peak * (1 + 1e-15));
          if (step >= warmUp) expect(next).to.be.at.most(now);
        }
        const end = Math.max(last, warmUp);
        expect(rateAt(rate, end)).to.equal(annealing!.to);
        expect(rateAt({ ...rate, annealing: null }, warmUp)).to.equal(peak);
        if (warmUp > 0) expect(rateAt({ ...rate, annealing: null }, 0)).to.equal((1 / warmUp) * peak);
      }),
    );
  });
}

function normOf(arrays: NamedArrays): number {
  let squares = 0;
  for (const values of arrays.values()) for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
