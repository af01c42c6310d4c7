import { expect } from 'chai';
import fc from 'fast-check';
import { latentAgreement } from '../../harness/diffusion/latent-agreement.ts';

const of = (latent: readonly number[], encoded: readonly number[]) =>
  latentAgreement(Float64Array.from(latent), Float64Array.from(encoded));

describe('the agreement of a latent with what an encoder gives', () => {
  it('is that of numbers done by hand', () => {
    // Mean 0.2, squares about it 0.04 + 0.04: the difference's squares 0.04 + 0.16.
    const { apart, along } = of([0.2, 0.8], [0, 0.4]);
    expect(apart).to.be.closeTo(Math.sqrt(0.2 / 0.08), 1e-12);
    expect(along).to.be.closeTo(2, 1e-12);
  });

  it('is 0 apart and once along for the same, and tells a scale and a spread about the mean', () => {
    const values = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.1, max: 3, noNaN: true }), (given, by) => {
        const encoded = [...given, 1, 2];
        expect(of(encoded, encoded)).to.deep.equal({ apart: 0, along: 1 });
        const scaled = encoded.map((value) => by * value);
        expect(of(scaled, encoded).along).to.be.closeTo(by, 1e-9);
        const mean = encoded.reduce((sum, value) => sum + value, 0) / encoded.length;
        const wider = encoded.map((value) => value + by * (value - mean));
        expect(of(wider, encoded).apart).to.be.closeTo(by, 1e-9);
        // Another mean of both moves nothing but the slope.
        const moved = (list: readonly number[]) => list.map((value) => value + 9);
        expect(of(moved(wider), moved(encoded)).apart).to.be.closeTo(by, 1e-9);
      }),
    );
  });
});
