import { expect } from 'chai';
import fc from 'fast-check';
import { createFft } from '../../harness/numeric/fft.ts';
import { multiplicity, power2d } from '../../harness/numeric/power-2d.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { runs } from '../runs.ts';
import { largestDifference } from './largest-difference.ts';

// Powers of two, sizes of small factors, primes below and above the largest radix, and a square of one.
const sizes = [
  ...Array.from({ length: 40 }, (_, i) => i + 1),
  47,
  61,
  64,
  74,
  97,
  100,
  127,
  128,
  240,
  256,
  1369,
];

describe('Fourier transform (createFft)', () => {
  it('is the discrete Fourier transform of every column, for any length', () => {
    for (const n of sizes) {
      const batch = n > 200 ? 1 : 3;
      const { re, im } = noise(n, n * batch);
      const [wantedR, wantedI] = byDefinition(re, im, n, batch);
      createFft(n)(re, im, batch);
      const error = Math.max(...re.map((value, i) => Math.hypot(value - wantedR[i], im[i] - wantedI[i])));
      expect(error, `length ${n}`).to.be.below(1e-14 * n);
    }
  });

  it('keeps the energy (Parseval) and returns the input when run backwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), (n, seed) => {
        const { re, im } = noise(seed, n);
        const [a, b] = [re.slice(), im.slice()];
        const fft = createFft(n);
        fft(a, b, 1);
        expect(energy(a) + energy(b)).to.be.closeTo(n * (energy(re) + energy(im)), 1e-10 * n * n);
        fft(b, a, 1); // with the parts exchanged it is the inverse, times n
        const back = [a, b].map((values) => values.map((value) => value / n));
        expect(largestDifference(back[0], re)).to.be.below(1e-13);
        expect(largestDifference(back[1], im)).to.be.below(1e-13);
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('power spectrum of a plane (power2d)', () => {
  it('is the squared modulus of the two-dimensional transform, odd sides included', () => {
    for (const [height, width] of [
      [1, 1],
      [1, 5],
      [6, 1],
      [4, 8],
      [5, 7],
      [6, 9],
      [37, 12],
      [9, 41],
    ]) {
      const plane = noise(height * 100 + width, height * width).re;
      const { rows, data } = power2d(plane, height, width);
      expect(data.length).to.equal(width * rows);
      for (let kx = 0; kx < width; kx++) {
        for (let ky = 0; ky < rows; ky++) {
          let [re, im] = [0, 0];
          plane.forEach((value, i) => {
            const turns = (ky * Math.floor(i / width)) / height + (kx * (i % width)) / width;
            re += value * Math.cos(2 * Math.PI * turns);
            im -= value * Math.sin(2 * Math.PI * turns);
          });
          expect(data[kx * rows + ky]).to.be.closeTo(re * re + im * im, 1e-10, `${height}x${width}`);
        }
      }
    }
  });

  it('holds every frequency once with its multiplicity (Parseval), and leaves the plane as it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.nat(),
        (height, width, seed) => {
          const plane = noise(seed, height * width).re;
          const before = plane.slice();
          const { rows, data } = power2d(plane, height, width);
          let sum = 0;
          data.forEach((power, i) => {
            sum += multiplicity(i % rows, height) * power;
          });
          const n = height * width;
          expect(sum).to.be.closeTo(n * energy(plane), 1e-10 * n * n);
          expect(plane).to.deep.equal(before);
        },
      ),
      { numRuns: runs(40) },
    );
  });
});

function noise(seed: number, length: number) {
  const random = stream(seed, 'fft');
  const draw = () => Float64Array.from({ length }, () => random.uniform() - 0.5);
  return { re: draw(), im: draw() };
}

function energy(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function byDefinition(re: Float64Array, im: Float64Array, n: number, batch: number) {
  const outR = new Float64Array(re.length);
  const outI = new Float64Array(re.length);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((j * k) % n)) / n;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      for (let b = 0; b < batch; b++) {
        const [x, y] = [re[j * batch + b], im[j * batch + b]];
        outR[k * batch + b] += x * c - y * s;
        outI[k * batch + b] += x * s + y * c;
      }
    }
  }
  return [outR, outI];
}
