import { expect } from 'chai';
import { bandNoise, powerLawNoise, turned } from '../../harness/datasets/phantoms/spectral-field.ts';
import { multiplicity, power2d } from '../../harness/numeric/power-2d.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { expectMean } from '../by-chance.ts';

const draws = (k = 1) => stream(k, 'fields');
const band = { low: 4, high: 10 };

/** Of the correlation of two fields, each made of about 300 frequencies. */
const deviation = 0.06;

describe('the random fields of phantoms', () => {
  it('have mean 0 and standard deviation 1, and those of a pair are independent', () => {
    for (const size of [32, 64, 128]) {
      for (const { a, b } of [bandNoise(draws(), size, band), powerLawNoise(draws(), size, 1)]) {
        for (const field of [a, b]) {
          expect(mean(field)).to.be.closeTo(0, 1e-12);
          expect(dot(field, field)).to.be.closeTo(1, 1e-12);
        }
      }
    }
    const overlaps = Array.from({ length: 40 }, (_, k) => {
      const { a, b } = bandNoise(draws(k), 64, band);
      return dot(a, b);
    });
    expectMean(mean(overlaps), 0, deviation / Math.sqrt(40), 'overlap', 2);
    // Of forty, 5.8 standard deviations at most.
    expect(Math.max(...overlaps.map(Math.abs))).to.be.within(0.05, 0.35);
  });

  it('turned by an angle keep their statistics and correlate by its cosine', () => {
    const pairs = Array.from({ length: 40 }, (_, k) => bandNoise(draws(k), 64, band));
    for (const angle of [0.3, 1, Math.PI / 2, 3]) {
      for (const from of [0, 5]) {
        const overlaps = pairs.map((pair) => dot(turned(pair, from), turned(pair, from + angle)));
        expectMean(mean(overlaps), Math.cos(angle), deviation / Math.sqrt(40), `${from} and ${angle}`, 8);
      }
      const field = turned(pairs[0]!, angle);
      expect(dot(field, field)).to.be.closeTo(1, 1e-12);
    }
  });

  it('have their power where it was asked for', () => {
    const fields = Array.from({ length: 20 }, (_, k) => bandNoise(draws(k), 64, band).a);
    const inside = share(fields, (kx, ky) => Math.hypot(kx, ky) > 3 && Math.hypot(kx, ky) < 12);
    expect(inside).to.be.above(0.95);
    const along = { angle: Math.PI / 2, factor: 3 }; // smooth along y
    const streaks = Array.from({ length: 20 }, (_, k) => bandNoise(draws(k), 64, { ...band, along }).a);
    expect(share(streaks, (kx, ky) => Math.abs(ky) <= Math.abs(kx))).to.be.above(0.75);
    const pink = Array.from({ length: 20 }, (_, k) => powerLawNoise(draws(k), 64, 1).a);
    // Power f^-2 over an area that grows as f: each octave holds as much.
    const octave = (low: number) =>
      share(pink, (kx, ky) => Math.hypot(kx, ky) >= low && Math.hypot(kx, ky) < 2 * low);
    expect(octave(8) / octave(4)).to.be.closeTo(1, 0.2);
    expect(octave(16) / octave(8)).to.be.closeTo(1, 0.2);
  });

  it('are the same at every size where the size can show them', () => {
    const [small, large] = [64, 128].map((size) => bandNoise(draws(), size, band).a);
    const averaged = Float64Array.from(small!, (_, i) => {
      const at = 2 * Math.floor(i / 64) * 128 + 2 * (i % 64);
      return (large![at]! + large![at + 1]! + large![at + 128]! + large![at + 129]!) / 4;
    });
    expect(dot(small!, averaged) / Math.sqrt(dot(averaged, averaged))).to.be.above(0.999);
  });
});

function share(fields: readonly Float64Array[], chosen: (kx: number, ky: number) => boolean): number {
  let [part, all] = [0, 0];
  for (const field of fields) {
    const { rows, data } = power2d(field, 64, 64);
    data.forEach((power, i) => {
      const ky = i % rows;
      const line = Math.floor(i / rows);
      const weighted = power * multiplicity(ky, 64);
      all += weighted;
      if (chosen(line > 32 ? line - 64 : line, ky)) part += weighted;
    });
  }
  return part / all;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum / a.length;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
