import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { degrade } from '../../harness/degrade/catalogue.ts';
import { ricianNoise } from '../../harness/degrade/rician-noise.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { expectMean, expectShare } from '../by-chance.ts';
import { distance, seededImage } from '../laws/image-arbitrary.ts';
import { withPlanted } from '../laws/planted-laws.ts';
import { runs } from '../runs.ts';

const { rice } = JSON.parse(
  readFileSync(new URL('../../golden/oracles/k-space.json', import.meta.url), 'utf8'),
) as { rice: { value: number; sigma: number; mean: number; variance: number; deciles: number[] }[] };

type Noise = typeof ricianNoise;

const of = seededImage(fc.integer({ min: 2, max: 9 }));
const setting = fc.record({ sigma: fc.double({ min: 0.01, max: 2, noNaN: true }), seed: fc.nat(1000) });
const cases = { numRuns: runs(20) };
const flat = (value: number, side: number) =>
  createImage(1, side, side, new Float64Array(side * side).fill(value));
const everywhere = (check: (image: Image, given: { sigma: number; seed: number }) => void) =>
  fc.assert(fc.property(of, setting, check), cases);

describe('Rician noise', () => {
  withPlanted<Noise>(
    ricianNoise,
    {
      'is the same for the same seed and image, and other for another seed or image': (noise) =>
        everywhere((image, given) => {
          const noisy = noise(image, given, 'a');
          expect(noise(image, given, 'a')).to.deep.equal(noisy);
          expect(distance(noise(image, given, 'b'), noisy)).to.be.above(0);
          expect(distance(noise(image, { ...given, seed: given.seed + 1 }, 'a'), noisy)).to.be.above(0);
        }),

      'is never negative': (noise) =>
        everywhere((image, given) => {
          const centred = { ...image, data: image.data.map((value) => value - 0.5) };
          expect(noise(centred, given, 'a').data.every((value) => value >= 0)).to.equal(true);
        }),

      'grows with sigma as the image does with its values': (noise) =>
        everywhere((image, given) => {
          const triple = { ...image, data: image.data.map((value) => 3 * value) };
          const expected = noise(image, given, 'a').data.map((value) => 3 * value);
          const found = noise(triple, { ...given, sigma: 3 * given.sigma }, 'a');
          expect(distance(found, { ...image, data: expected })).to.be.below(1e-12);
        }),

      'leaves a grey image in several channels grey': (noise) =>
        everywhere((image, given) => {
          const plane = image.data.slice(0, image.height * image.width);
          const grey = createImage(2, image.height, image.width, Float64Array.of(...plane, ...plane));
          const { data } = noise(grey, given, 'a');
          expect(data.slice(0, plane.length)).to.deep.equal(data.slice(plane.length));
        }),

      "has Rice's distribution, as SciPy has it, on a constant image": (noise) => {
        const side = 100;
        const n = side * side;
        const comparisons = rice.length * 10;
        for (const { value, sigma, mean, variance, deciles } of rice) {
          const sorted = noise(flat(value, side), { sigma, seed: 7 }, `rice ${value}`).data.toSorted();
          const title = `${value} with sigma ${sigma}`;
          const found = sorted.reduce((sum, each) => sum + each, 0) / n;
          expectMean(found, mean, Math.sqrt(variance / n), title, comparisons);
          deciles.forEach((decile, i) => {
            const [p, below] = [(i + 1) / 10, sorted.findIndex((each) => each > decile)];
            expectShare(below, n, [p, p], `${title}, decile ${i + 1}`, comparisons);
          });
        }
      },

      'has nothing to do with the noise of the pixel beside, nor of another image': (noise) => {
        const side = 100;
        const [one, other] = ['a', 'b'].map((id) => noise(flat(1, side), { sigma: 0.01, seed: 7 }, id).data);
        for (const [x, y] of [
          [one!.subarray(1), one!.subarray(0, -1)],
          [one!.subarray(side), one!.subarray(0, -side)],
          [one!, other!],
        ] as const)
          expectMean(correlation(x, y), 0, 1 / Math.sqrt(x.length), 'correlation', 3);
      },
    },
    {
      'Gaussian noise': (image, { sigma, seed }, id) => {
        const { normal } = stream(seed, 'wrong', id!);
        return { ...image, data: image.data.map((value) => value + sigma * normal()) };
      },
      'the magnitude of Gaussian noise': (image, { sigma, seed }, id) => {
        const { normal } = stream(seed, 'wrong', id!);
        return { ...image, data: image.data.map((value) => Math.abs(value + sigma * normal())) };
      },
      'a variance for sigma': (image, given, id) =>
        ricianNoise(image, { ...given, sigma: given.sigma ** 2 }, id),
      'one noise for all images': (image, given) => ricianNoise(image, given, ''),
      'one noise for all seeds': (image, given, id) => ricianNoise(image, { ...given, seed: 0 }, id),
      'one noise for all pixels of a row': (image, given, id) => {
        const noisy = ricianNoise(image, given, id);
        return { ...noisy, data: noisy.data.map((_, i) => noisy.data[i - (i % image.width)]!) };
      },
    },
  );

  it('draws the real and the imaginary part of one pixel after the other', () => {
    const { normal } = stream(5, 'rician-noise', 'a');
    const image = createImage(1, 1, 3, Float64Array.of(0, 0.5, -1));
    const expected = image.data.map((value) =>
      Math.sqrt((value + 0.1 * normal()) ** 2 + (0.1 * normal()) ** 2),
    );
    expect(ricianNoise(image, { sigma: 0.1, seed: 5 }, 'a').data).to.deep.equal(expected);
  });

  it('is drawn in a chain by the id of the image', () => {
    const noise = { kind: 'rician-noise', sigma: 0.1, seed: 3 } as const;
    const chained = degrade(
      flat(0.5, 8),
      { kind: 'chain', steps: [{ kind: 'box-mean', factor: 2 }, noise] },
      'a',
    );
    expect(chained).to.deep.equal(ricianNoise(flat(0.5, 4), noise, 'a'));
  });

  it('is refused without an id, and with a sigma of 0', () => {
    expect(() => degrade(flat(1, 2), { kind: 'rician-noise', sigma: 1, seed: 0 })).to.throw(
      InputError,
      "rician-noise: expected the image's id, which names its noise, got none",
    );
    expect(() => ricianNoise(flat(1, 2), { sigma: 0, seed: 0 }, 'a')).to.throw(
      InputError,
      'rician-noise: expected a sigma above 0, got 0',
    );
  });
});

function correlation(x: Float64Array, y: Float64Array): number {
  const centred = [x, y].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  });
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const [a, b] = centred as [Float64Array, Float64Array];
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
