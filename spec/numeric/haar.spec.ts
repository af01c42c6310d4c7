import { expect } from 'chai';
import fc from 'fast-check';
import { type HaarPyramid, haar, type Plane } from '../../harness/numeric/haar.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { inverseHaar } from './inverse-haar.ts';
import { largestDifference } from './largest-difference.ts';

const side = fc.integer({ min: 8, max: 45 });

describe('Haar wavelet pyramid', () => {
  it('is undone by its inverse, for odd and even sides', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 3 }), fc.nat(), (height, width, levels, seed) => {
        const plane = noise(seed, height, width);
        const back = inverseHaar(haar(plane, levels));
        expect([back.height, back.width]).to.deep.equal([height, width]);
        expect(largestDifference(back.data, plane.data)).to.be.below(1e-13);
      }),
    );
  });

  it('keeps the energy where no side is odd at any level', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (h, w, seed) => {
        const plane = noise(seed, 8 * h, 8 * w);
        const energy = energyOf(plane);
        const kept = bandsOf(haar(plane, 3)).reduce((sum, band) => sum + energyOf(band), 0);
        expect(kept).to.be.closeTo(energy, 1e-12 * energy);
      }),
    );
  });

  it('puts a flat plane wholly into the approximation', () => {
    const flat: Plane = { height: 9, width: 12, data: new Float64Array(108).fill(0.3) };
    const [ll, ...details] = bandsOf(haar(flat, 2));
    expect(Math.max(...details.flatMap(({ data }) => [...data].map(Math.abs)))).to.equal(0);
    ll.data.forEach((value) => void expect(value).to.be.closeTo(1.2, 1e-15)); // doubled at each level
  });

  it('refuses more levels than the smaller side can be halved', () => {
    expect(() => haar(noise(1, 7, 40), 3)).to.throw(InputError, 'at least 8 pixels for 3 levels, got 7x40');
    expect(() => haar(noise(1, 7, 40), 2)).to.not.throw();
  });
});

function noise(seed: number, height: number, width: number): Plane {
  const random = stream(seed, 'haar');
  return { height, width, data: Float64Array.from({ length: height * width }, () => random.uniform() - 0.5) };
}

function bandsOf({ ll, levels }: HaarPyramid): Plane[] {
  return [ll, ...levels.flatMap(({ lh, hl, hh }) => [lh, hl, hh])];
}

function energyOf({ data }: Plane): number {
  return data.reduce((sum, value) => sum + value * value, 0);
}
