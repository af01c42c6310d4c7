import { expect } from 'chai';
import fc from 'fast-check';
import type * as parameterisation from '../../../harness/diffusion/parameterisation.ts';
import { type createSchedule, indexFromNoise, resolveSchedule } from '../../../harness/diffusion/schedule.ts';
import { anySteps, distance, normals, scheduleOf } from './arbitraries.ts';

export type Parameterisation = typeof parameterisation;

/** Laws of every noise schedule, from what makes one. */
export function everySchedule(make: typeof createSchedule): void {
  const schedule = (declared: object) => make(resolveSchedule(declared, 'law'));

  it('is strictly monotone from its noisiest to its cleanest index, above 0 and below 1', () => {
    fc.assert(
      fc.property(scheduleOf(fc.integer({ min: 1, max: 1000 }), make), (any) => {
        const { alphas } = any;
        for (let rank = 0; rank < alphas.length; rank++) {
          const alpha = alphas[indexFromNoise(any, rank)];
          if (!(alpha > 0 && alpha < 1)) expect.fail(`alpha ${alpha} at rank ${rank}`);
          if (rank > 0 && !(alpha > alphas[indexFromNoise(any, rank - 1)])) expect.fail(`rank ${rank}`);
        }
      }),
    );
  });

  it('flipped is the reverse of the unflipped one, bit for bit', () => {
    fc.assert(
      fc.property(anySteps, fc.double({ min: 0, max: 0.2, noNaN: true }), (steps, offset) => {
        const [flipped, plain] = (['noise-first', 'clean-first'] as const).map((order) =>
          schedule({ kind: 'cosine', steps, offset, order }),
        );
        expect(flipped!.alphas.toReversed()).to.deep.equal(plain!.alphas);
      }),
    );
  });

  it('of the cosine ends in pure noise whatever T, and begins within T of the clean image', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (steps) => {
        const { alphas } = schedule({ kind: 'cosine', steps });
        expect(alphas[0]).to.be.within(Number.MIN_VALUE, 1e-30);
        if (steps > 1) expect(1 - alphas[steps - 1]!).to.be.below(3.5 / steps ** 1.2);
      }),
    );
  });

  it('of the cosine holds what the protocol says of its first 50 of 1000 entries', () => {
    const { alphas } = schedule({ kind: 'cosine' });
    expect(alphas.length).to.equal(1000);
    expect(alphas[49]).to.be.within(0.0055, 0.0065);
    expect(alphas[999]).to.be.above(0.9999);
  });

  it('that is linear multiplies by 1 - beta from step to step, betas evenly spaced', () => {
    const { alphas, order } = schedule({ kind: 'linear', steps: 500, firstBeta: 0.001, lastBeta: 0.03 });
    expect(order).to.equal('clean-first');
    expect(alphas[0]).to.equal(1 - 0.001);
    for (let i = 1; i < 500; i++) {
      const beta = 1 - alphas[i]! / alphas[i - 1]!;
      expect(Math.abs(beta - (0.001 + (0.029 * i) / 499))).to.be.below(1e-14);
    }
  });
}

/** Laws of what a network may predict, and of the ways between. */
export function parameterisations({
  cleanFromNoise,
  cleanFromVelocity,
  noiseFromClean,
  noisy,
  velocity,
}: Parameterisation): void {
  const drawn = fc.tuple(fc.nat(), fc.double({ min: 1e-3, max: 1 - 1e-3, noNaN: true }));
  const both = (seed: number) => [normals(seed, 24), normals(seed + 1, 24)] as const;

  it('lead from x0 to eps to v and back', () => {
    fc.assert(
      fc.property(drawn, ([seed, alpha]) => {
        const [x0, eps] = both(seed);
        const z = noisy(x0, eps, alpha);
        const v = velocity(x0, eps, alpha);
        const found = {
          epsOfX0: distance(noiseFromClean(x0, z, alpha, 0), eps),
          x0OfEps: distance(cleanFromNoise(eps, z, alpha, 0), x0),
          x0OfV: distance(cleanFromVelocity(v, z, alpha), x0),
          round: distance(cleanFromNoise(noiseFromClean(x0, z, alpha, 0), z, alpha, 0), x0),
        };
        for (const [name, error] of Object.entries(found)) expect(error, name).to.be.below(1e-11);
      }),
    );
  });

  it('turn (x0, eps) into (z, v) without changing the length', () => {
    fc.assert(
      fc.property(drawn, ([seed, alpha]) => {
        const [x0, eps] = both(seed);
        const [z, v] = [noisy(x0, eps, alpha), velocity(x0, eps, alpha)];
        const before = x0.map((value, i) => value ** 2 + eps[i]! ** 2);
        const after = z.map((value, i) => value ** 2 + v[i]! ** 2);
        expect(distance(before, after)).to.be.below(1e-5);
      }),
    );
  });

  it('with an offset in its denominator give eps smaller by sigma / (sigma + offset), and nothing else', () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 0.1, noNaN: true }), ([seed, alpha], offset) => {
        const [x0, eps] = both(seed);
        const sigma = Math.sqrt(1 - alpha);
        const found = noiseFromClean(x0, noisy(x0, eps, alpha), alpha, offset);
        const expected = Float64Array.from(eps, (value) => (value * sigma) / (sigma + offset));
        expect(distance(found, expected)).to.be.below(1e-11);
      }),
    );
  });
}
