import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { backProject } from '../../harness/degrade/back-project.ts';
import { degrade } from '../../harness/degrade/catalogue.ts';
import type { Degradation } from '../../harness/degrade/degradation.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { distance, seededImage } from '../laws/image-arbitrary.ts';
import { runs } from '../runs.ts';
import { lcgImage } from './lcg-image.ts';

const oracle = JSON.parse(
  readFileSync(new URL('../../golden/oracles/back-projection.json', import.meta.url), 'utf8'),
) as {
  boxMeans: { seed: number; size: [number, number]; factor: number; values: number[] }[];
  blurs: { seed: number; size: [number, number]; sigma: number; passes: number; values: number[] }[];
};
const blurOf = (sigma: number): Degradation => ({
  kind: 'gaussian-blur',
  sigma,
  truncate: 4,
  boundary: 'reflect',
});
const of12 = seededImage(fc.constant(12));
const means = fc.constantFrom(1, 2, 3, 4).map((factor): Degradation => ({ kind: 'box-mean', factor }));
const squared = (a: Image, b: Image) => a.data.reduce((sum, value, i) => sum + (value - b.data[i]!) ** 2, 0);
/** Another image of the same size. */
const turned = (image: Image): Image => ({ ...image, data: image.data.toReversed() });

describe('back-projection', () => {
  for (const { seed, size, factor, values } of oracle.boxMeans) {
    it(`is the pseudo-inverse's projection in NumPy: means over ${factor} x ${factor} of ${size.join(' x ')}`, () => {
      const low = lcgImage(seed + 1000, size[0] / factor, size[1] / factor, 'float');
      const found = backProject(lcgImage(seed, ...size, 'float'), low, { kind: 'box-mean', factor }, 1);
      expect(distance(found, createImage(1, ...size, Float64Array.from(values)))).to.be.below(1e-12);
    });
  }

  for (const { seed, size, sigma, passes, values } of oracle.blurs) {
    it(`is Landweber's iteration in SciPy: blur of ${sigma}, passes: ${passes}`, () => {
      const found = backProject(
        lcgImage(seed, ...size, 'float'),
        lcgImage(seed + 1000, ...size, 'float'),
        blurOf(sigma),
        passes,
      );
      expect(distance(found, createImage(1, ...size, Float64Array.from(values)))).to.be.below(1e-10);
    });
  }

  it('makes the degraded image the LR image at once where the degradation is a mean over blocks', () => {
    fc.assert(
      fc.property(of12, means, (image, degradation) => {
        const low = degrade(turned(image), degradation);
        const once = backProject(image, low, degradation, 1);
        expect(distance(degrade(once, degradation), low)).to.be.below(1e-12);
        expect(distance(backProject(once, low, degradation, 3), once)).to.be.below(1e-12);
      }),
      { numRuns: runs(30) },
    );
  });

  it('never moves away from the HR image that the LR image is of', () => {
    const symmetric = fc.oneof(means, fc.constantFrom(0.6, 1, 2).map(blurOf));
    fc.assert(
      fc.property(of12, symmetric, fc.integer({ min: 1, max: 4 }), (image, degradation, passes) => {
        const high = turned(image);
        const found = backProject(image, degrade(high, degradation), degradation, passes);
        expect(squared(found, high)).to.be.at.most(squared(image, high) * (1 + 1e-12));
      }),
      { numRuns: runs(30) },
    );
  });

  it('refuses what is not linear in the image', () => {
    const noisy = {
      kind: 'chain',
      steps: [blurOf(1), { kind: 'rician-noise', sigma: 0.1, seed: 0 }],
    } as const;
    expect(() => backProject(createImage(1, 4, 4), createImage(1, 4, 4), noisy, 1)).to.throw(
      InputError,
      'back-projection: expected a degradation that is linear in the image, got rician-noise; take one of resize',
    );
  });

  it('leaves an image that agrees as it is, and its inputs too', () => {
    fc.assert(
      fc.property(of12, means, (image, degradation) => {
        const before = image.data.slice();
        const low = degrade(image, degradation);
        expect(distance(backProject(image, low, degradation, 2), image)).to.be.below(1e-12);
        expect(image.data).to.deep.equal(before);
      }),
      { numRuns: runs(20) },
    );
  });
});
