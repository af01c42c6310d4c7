import { expect } from 'chai';
import fc from 'fast-check';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { hallucinationBar, hallucinationMap } from '../../harness/report/hallucination-map.ts';

const row = (...values: number[]) => createImage(1, 1, values.length, Float64Array.from(values));
const pixel = ({ data, width }: Image, x: number) => [data[x], data[width + x], data[2 * width + x]];
const [lost, hallucinated] = [pixel(hallucinationBar(), 0), pixel(hallucinationBar(), 2)];

describe('hallucination map', () => {
  it('colours what is beyond the threshold by its sign, and leaves the rest grey', () => {
    const map = hallucinationMap(row(0.5, 0.7, 0.3, 0.6), row(0.5, 0.5, 0.5, 0.5), 0.1);
    expect(pixel(map, 1)).to.deep.equal(hallucinated);
    expect(pixel(map, 2)).to.deep.equal(lost);
    for (const x of [0, 3]) expect(new Set(pixel(map, x)).size, 'grey').to.equal(1);
  });

  it('swaps its colours when image and reference are swapped', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [there, back] = [
          hallucinationMap(row(...a), row(...b), 0.1),
          hallucinationMap(row(...b), row(...a), 0.1),
        ];
        for (let x = 0; x < 4; x++) {
          expect(isColour(pixel(there, x), hallucinated)).to.equal(isColour(pixel(back, x), lost));
        }
      }),
    );
  });

  it('names sizes that differ', () => {
    expect(() => hallucinationMap(row(0), row(0, 1), 0.1)).to.throw(
      'hallucination map: expected two images of one shape',
    );
  });
});

function isColour(pixelColour: readonly unknown[], colour: readonly unknown[]): boolean {
  return pixelColour.every((value, c) => value === colour[c]);
}
