import { expect } from 'chai';
import fc from 'fast-check';
import { anatomies } from '../../harness/datasets/phantoms/catalogue.ts';
import { phantomSubject } from '../../harness/datasets/phantoms/phantom-subject.ts';
import { oneValue, unlikeHigh } from '../../harness/datasets/unlike-high.ts';
import { boxMean } from '../../harness/degrade/box-mean.ts';
import { degrade, resolveDegradation } from '../../harness/degrade/catalogue.ts';
import { degradationPresets } from '../../harness/degrade/presets.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { withPlanted } from '../laws/planted-laws.ts';
import { runs } from '../runs.ts';

const mapped = (image: Image, to: (value: number, i: number) => number): Image => ({
  ...image,
  data: image.data.map(to),
});
const plain = (side: number, value: number) =>
  createImage(1, side, side, new Float64Array(side * side).fill(value));
const rounded = (image: Image) => mapped(image, (value) => Math.round(value * 255) / 255);

/** HR images of every anatomy. */
const high = fc.tuple(fc.constantFrom(...anatomies), fc.nat({ max: 999 })).map(
  ([anatomy, subject]) =>
    phantomSubject(
      {
        id: 'any',
        kind: 'phantom',
        anatomy,
        size: 64,
        subjects: 1000,
        slicesPerSubject: 1,
        seed: 1,
        split: 'test',
      },
      subject,
    )[0]!.image,
);
const preset = fc.constantFrom(...Object.keys(degradationPresets));
const value = fc.double({ min: 0, max: 1, noNaN: true });
const cases = { numRuns: runs(8), endOnFailure: true };
const low = (image: Image, name: string) => rounded(degrade(image, resolveDegradation(name, 'law')));

describe('an LR image beside its HR image (unlikeHigh)', () => {
  withPlanted<typeof unlikeHigh>(
    unlikeHigh,
    {
      'shows it by every preset of degradation, in 8 bits, with some noise': (unlike) =>
        fc.assert(
          fc.property(high, preset, fc.nat(), (image, name, seed) => {
            const noisy = mapped(low(image, name), (v, i) => v + 0.05 * Math.sin(seed + 12.9898 * i * i));
            expect(unlike(low(image, name), image)).to.equal(undefined);
            expect(unlike(noisy, image)).to.equal(undefined);
          }),
          cases,
        ),
      'does not show it where it is of one value': (unlike) =>
        fc.assert(
          fc.property(high, value, (image, one) => {
            expect(unlike(plain(16, one), image)).to.match(/ everywhere$/);
          }),
          cases,
        ),
      'does not show it inverted, or on a scale of 0 to 1 that was stored as one of 0 to 255': (unlike) =>
        fc.assert(
          fc.property(high, (image) => {
            const small = boxMean(image, 4);
            for (const other of [(v: number) => 1 - v, (v: number) => v / 255])
              expect(unlike(mapped(small, other), image)).to.be.a('string');
          }),
          cases,
        ),
      'is empty where the HR image is': (unlike) =>
        fc.assert(
          fc.property(value, (one) => {
            expect(unlike(rounded(plain(16, one)), plain(64, one))).to.equal(undefined);
          }),
          cases,
        ),
    },
    {
      'sees only black': (small) => (oneValue(small) === 0 ? 'black everywhere' : undefined),
      'sees every image of one value': (small) =>
        oneValue(small) === undefined ? undefined : `${small.data[0]} everywhere`,
      'asks for the same pixels': (small, image) =>
        boxMean(image, image.width / small.width).data.every((v, i) => Math.abs(v - small.data[i]!) < 1e-3)
          ? undefined
          : '0 everywhere',
      'sees nothing': () => undefined,
    },
  );

  it('does not show it as a grey of its very mean', () => {
    const image = createImage(
      1,
      8,
      8,
      Float64Array.from({ length: 64 }, (_, i) => (i % 7) / 7),
    );
    const mean = image.data.reduce((sum, v) => sum + v, 0) / 64;
    for (const side of [8, 4, 1]) {
      // A single pixel is that very mean, and all that can be shown.
      expect(unlikeHigh(plain(side, mean), image) === undefined, `${side}`).to.equal(side === 1);
    }
  });

  it('of other sides is averaged over what falls into its pixels, and is never the larger one', () => {
    const ramp = createImage(
      1,
      10,
      10,
      Float64Array.from({ length: 100 }, (_, i) => (i % 10) / 9),
    );
    const three = createImage(
      1,
      3,
      3,
      Float64Array.from({ length: 9 }, (_, i) => (i % 3) / 2),
    );
    expect(unlikeHigh(three, ramp)).to.equal(undefined);
    expect(
      unlikeHigh(
        mapped(three, (v) => 1 - v),
        ramp,
      ),
    ).to.equal('farther from its HR image than a plain grey is');
    expect(unlikeHigh(ramp, ramp)).to.equal(undefined);
    expect(unlikeHigh(plain(5, 0.123456), ramp)).to.equal('0.123 everywhere');
    expect(unlikeHigh(plain(5, 0), ramp)).to.equal('black everywhere');
    const flat = createImage(1, 5, 10, ramp.data.slice(0, 50));
    expect([unlikeHigh(flat, ramp), unlikeHigh(ramp, flat)]).to.deep.equal([
      undefined,
      'larger than its HR image ([1, 10, 10], [1, 5, 10])',
    ]);
    expect(unlikeHigh(ramp, three)).to.equal('larger than its HR image ([1, 10, 10], [1, 3, 3])');
  });
});
