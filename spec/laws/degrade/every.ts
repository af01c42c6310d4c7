import { expect } from 'chai';
import fc from 'fast-check';
import type {
  assertLinear,
  degradationKinds,
  degrade,
  resolveDegradation,
} from '../../../harness/degrade/catalogue.ts';
import type { Nature } from '../../../harness/degrade/degradation.ts';
import { kernelNames } from '../../../harness/degrade/kernel.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { runs } from '../../runs.ts';
import { distance, seededImage, transpose } from '../image-arbitrary.ts';

type Kind = (typeof degradationKinds)[number];

/** What resolves and applies degradations. */
export interface Degrading {
  readonly degrade: typeof degrade;
  readonly resolveDegradation: typeof resolveDegradation;
  readonly assertLinear: typeof assertLinear;
}

const factor = fc.constantFrom(1, 2, 3, 4);

/** A degradation of every kind that takes images whose sides are multiples of 12. */
const settings: Record<Kind['kind'], fc.Arbitrary<Record<string, unknown>>> = {
  resize: fc.record({ kernel: fc.constantFrom(...kernelNames), factor }),
  'box-mean': fc.record({ factor }),
  'gaussian-blur': fc.record({
    sigma: fc.double({ min: 0.3, max: 6, noNaN: true }),
    boundary: fc.constantFrom('reflect', 'mirror', 'nearest', 'wrap'),
  }),
  refinement: fc.record({
    sigma: fc.double({ min: 0.3, max: 3, noNaN: true }),
    factor,
    down: fc.constantFrom(...kernelNames),
    up: fc.constantFrom(...kernelNames),
  }),
  'k-space-truncation': fc.record({ factor }),
  'rician-noise': fc.record({ sigma: fc.double({ min: 0.01, max: 2, noNaN: true }), seed: fc.nat(99) }),
};

const of12 = seededImage(fc.constantFrom(12, 24));

/** Laws of every degradation, by its nature. */
export function everyDegradation(
  { kind, nature }: Pick<Kind, 'kind' | 'nature'>,
  { degrade, resolveDegradation, assertLinear }: Degrading,
): void {
  const drawn = settings[kind].map((setting) => resolveDegradation({ kind, ...setting }, 'law'));
  // Nearest copies the pixel above and left of a centre that falls between two, so it has a direction.
  const symmetric = drawn.filter((degradation) => !JSON.stringify(degradation).includes('nearest"'));

  const of = (natures: readonly Nature[], title: string, check: () => void) => {
    if (natures.includes(nature)) it(`${kind} ${title}`, check);
  };

  of(['linear', 'magnitude'], 'keeps a constant image constant', () => {
    fc.assert(
      fc.property(drawn, of12, fc.double({ min: 0, max: 1, noNaN: true }), (degradation, image, value) => {
        const constant = { ...image, data: image.data.map(() => value) };
        expect(distanceTo(value, degrade(constant, degradation))).to.be.below(1e-12);
      }),
      { numRuns: runs(30) },
    );
  });

  of(['magnitude', 'noise'], 'is never negative, and so not linear', () => {
    fc.assert(
      fc.property(drawn, of12, (degradation, image) => {
        const centred = { ...image, data: image.data.map((value) => value - 0.5) };
        expect(Math.min(...degrade(centred, degradation, 'law').data)).to.be.at.least(0);
        expect(() => assertLinear(degradation, 'law')).to.throw(InputError, `got ${kind}`);
      }),
      { numRuns: runs(10) },
    );
  });

  of(['linear'], 'is linear', () => {
    fc.assert(
      fc.property(drawn, of12, fc.double({ min: -3, max: 3, noNaN: true }), (degradation, image, weight) => {
        const mirrored = { ...image, data: image.data.toReversed() };
        const combined = combine(image, weight, mirrored);
        const expected = combine(degrade(image, degradation), weight, degrade(mirrored, degradation));
        expect(distance(degrade(combined, degradation), expected)).to.be.below(1e-12);
      }),
      { numRuns: runs(30) },
    );
  });

  of(['linear', 'magnitude'], 'of the transposed image is the transpose', () => {
    fc.assert(
      fc.property(symmetric, of12, (degradation, image) => {
        const expected = transpose(degrade(image, degradation));
        expect(distance(degrade(transpose(image), degradation), expected)).to.be.below(1e-12);
      }),
      { numRuns: runs(30) },
    );
  });

  it(`${kind} leaves its input as it was and treats channels alone`, () => {
    fc.assert(
      fc.property(drawn, of12, (degradation, image) => {
        const before = image.data.slice();
        const whole = degrade(image, degradation, 'law');
        expect(image.data).to.deep.equal(before);
        const plane = image.height * image.width;
        const first = createImage(1, image.height, image.width, image.data.slice(0, plane));
        const alone = degrade(first, degradation, 'law');
        expect(whole.data.slice(0, alone.data.length)).to.deep.equal(alone.data);
      }),
      { numRuns: runs(15) },
    );
  });

  it(`${kind} is resolved once and for all: resolving what was resolved changes nothing`, () => {
    fc.assert(
      fc.property(drawn, (degradation) => {
        expect(resolveDegradation(JSON.parse(JSON.stringify(degradation)), 'law')).to.deep.equal(degradation);
      }),
    );
  });
}

export function combine(a: Image, weight: number, b: Image): Image {
  return { ...a, data: a.data.map((value, i) => value + weight * b.data[i]) };
}

export function distanceTo(value: number, { data }: Image): number {
  return data.reduce((most, v) => Math.max(most, Math.abs(v - value)), 0);
}
