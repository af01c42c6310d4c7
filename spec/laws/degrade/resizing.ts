import { expect } from 'chai';
import fc from 'fast-check';
import { degrade } from '../../../harness/degrade/catalogue.ts';
import { type KernelName, kernelNames } from '../../../harness/degrade/kernel.ts';
import { type resize as byKernel, resizeModes } from '../../../harness/degrade/resize.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { anyImage, distance, seededImage, transpose } from '../image-arbitrary.ts';
import { combine, distanceTo } from './every.ts';

const size = fc.integer({ min: 1, max: 24 });
const target = fc.tuple(size, size);

const of12 = seededImage(fc.constantFrom(12, 24));
const ofAny = seededImage(fc.integer({ min: 1, max: 12 }));
const of8Bit = seededImage(fc.integer({ min: 1, max: 12 }), 'uint8');

/** Laws of antialiased resizing. */
export function everyResize(resize: typeof byKernel): void {
  for (const kernel of kernelNames) {
    for (const mode of resizeModes) {
      it(`${kernel}, ${mode}: keeps a constant 8-bit image constant at any size`, () => {
        fc.assert(
          fc.property(size, size, target, fc.integer({ min: 0, max: 255 }), (h, w, [height, width], step) => {
            const image = createImage(1, h, w, new Float64Array(h * w).fill(step / 255));
            expect(distanceTo(step / 255, resize(image, height, width, kernel, mode))).to.be.below(1e-12);
          }),
        );
      });

      it(`${kernel}, ${mode}: is the identity at equal size`, () => {
        fc.assert(
          fc.property(of8Bit, (image) => {
            expect(resize(image, image.height, image.width, kernel, mode)).to.deep.equal(image);
          }),
        );
      });
    }

    it(`${kernel}: is linear at any size`, () => {
      fc.assert(
        fc.property(ofAny, target, fc.double({ min: -2, max: 2, noNaN: true }), (a, [h, w], weight) => {
          const b = { ...a, data: a.data.toReversed() };
          const go = (image: Image) => resize(image, h, w, kernel, 'float');
          expect(distance(go(combine(a, weight, b)), combine(go(a), weight, go(b)))).to.be.below(1e-12);
        }),
      );
    });

    it(`${kernel}: of the transposed image is the transpose at any size`, () => {
      fc.assert(
        fc.property(ofAny, target, (image, [height, width]) => {
          const one = resize(transpose(image), width, height, kernel, 'float');
          expect(distance(one, transpose(resize(image, height, width, kernel, 'float')))).to.be.below(1e-12);
        }),
      );
    });
  }

  // Each pass rounds to half a step; weights that are never negative carry the first error over undiminished
  // at most, and never overshoot. Fixed-point weights add less than a hundredth of a step.
  for (const kernel of ['nearest', 'box', 'bilinear', 'hamming'] as const) {
    it(`${kernel}: 8-bit results lie within a step of the exact ones, whatever the order of passes`, () => {
      fc.assert(
        fc.property(of8Bit, target, (image, [height, width]) => {
          const exact = resize(image, height, width, kernel, 'float');
          for (const mode of ['uint8', 'uint8-pillow12'] as const) {
            expect(distance(resize(image, height, width, kernel, mode), exact) * 255).to.be.at.most(1.01);
          }
        }),
      );
    });
  }

  it('never leaves the 8-bit steps in 8-bit modes, however much a kernel overshoots', () => {
    const kernels = fc.constantFrom<KernelName>('bicubic', 'lanczos');
    const value = fc.constantFrom(0, 1);
    fc.assert(
      fc.property(anyImage({ value }), target, kernels, (image, [height, width], kernel) => {
        for (const v of resize(image, height, width, kernel, 'uint8').data) {
          const step = v * 255;
          if (!(step >= 0 && step <= 255 && Math.abs(step - Math.round(step)) < 1e-9)) expect.fail(`${step}`);
        }
      }),
    );
  });

  it('keeps the mean where a box shrinks by a whole factor', () => {
    fc.assert(
      fc.property(of12, fc.constantFrom(2, 3, 4, 6), (image, by) => {
        const small = resize(image, image.height / by, image.width / by, 'box', 'float');
        expect(mean(small)).to.be.closeTo(mean(image), 1e-12);
        const blocks = degrade(image, { kind: 'box-mean', factor: by });
        expect(distance(small, blocks)).to.be.below(1e-12);
      }),
    );
  });
}

function mean({ data }: Image): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}
