import { expect } from 'chai';
import fc from 'fast-check';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { colourAt, magnitudeMap, signedMap } from '../../harness/report/colour-map.ts';
import { errorMap } from '../../harness/report/error-map.ts';

const row = (...values: number[]) => createImage(1, 1, values.length, Float64Array.from(values));
const pixel = ({ data, width }: Image, x: number) => [data[x], data[width + x], data[2 * width + x]];

describe('error map', () => {
  it('shows the magnitude of a difference on the stated range', () => {
    const map = errorMap(row(0.5, 0.6, 0.4, 1), row(0.5, 0.5, 0.5, 0), { kind: 'absolute', range: 0.2 });
    expect([map.channels, map.height, map.width]).to.deep.equal([3, 1, 4]);
    expect(pixel(map, 0)).to.deep.equal([...magnitudeMap[0]]);
    for (const x of [1, 2]) {
      const half = colourAt(magnitudeMap, 0.5);
      for (let c = 0; c < 3; c++) expect(pixel(map, x)[c]).to.be.closeTo(half[c], 1e-12);
    }
    expect(pixel(map, 3)).to.deep.equal([...magnitudeMap.at(-1)!]);
  });

  it('shows image above reference in the upper half of the signed map, below in the lower', () => {
    const map = errorMap(row(0.5, 0.75, 0.25), row(0.5, 0.5, 0.5), { kind: 'signed', range: 0.25 });
    expect([0, 1, 2].map((x) => pixel(map, x))).to.deep.equal([4, 8, 0].map((i) => [...signedMap[i]]));
  });

  it('shows a signed difference in proportion to the range, half of it half way to the end colour', () => {
    const map = errorMap(row(0.625, 0.375), row(0.5, 0.5), { kind: 'signed', range: 0.25 });
    expect([0, 1].map((x) => pixel(map, x))).to.deep.equal([6, 2].map((i) => [...signedMap[i]!]));
  });

  it('averages the channels of colour images', () => {
    const [image, reference] = [createImage(3, 1, 1, Float64Array.of(0.5, 0.25, 0)), createImage(3, 1, 1)];
    expect(errorMap(image, reference, { kind: 'absolute', range: 0.5 }).data).to.deep.equal(
      errorMap(row(0.25), row(0), { kind: 'absolute', range: 0.5 }).data,
    );
  });

  it('does not depend on which image is which in absolute value', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const options = { kind: 'absolute', range: 0.5 } as const;
        expect(errorMap(row(...a), row(...b), options)).to.deep.equal(
          errorMap(row(...b), row(...a), options),
        );
      }),
    );
  });

  it('names a range that is none, sizes that differ and values that are not finite', () => {
    const options = { kind: 'signed', range: 1 } as const;
    expect(() => errorMap(row(0), row(0), { ...options, range: 0 })).to.throw(
      'error map: range: expected a positive number, got 0; give the difference at which the colours end',
    );
    expect(() => errorMap(row(0), row(0, 1), options)).to.throw(
      'error map: expected two images of one shape',
    );
    expect(() => errorMap(row(Number.NaN), row(0), options)).to.throw('got NaN at row 0, column 0');
  });
});
