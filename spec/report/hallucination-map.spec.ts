import { expect } from 'chai';
import fc from 'fast-check';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { signedMap } from '../../harness/report/colour-map.ts';
import { beyondColours, hallucinationMap } from '../../harness/report/hallucination-map.ts';
import { type Colour, difference, eyes } from './colour-vision.ts';

const row = (...values: number[]) => createImage(1, 1, values.length, Float64Array.from(values));
const pixel = ({ data, width }: Image, x: number) => [data[x], data[width + x], data[2 * width + x]];
const { lost, hallucinated } = beyondColours;

describe('hallucination map', () => {
  it('colours what is beyond the threshold by its sign, and leaves the rest grey', () => {
    const { map, ...shares } = hallucinationMap(row(0.5, 0.7, 0.3, 0.6), row(0.5, 0.5, 0.5, 0.5), 0.1);
    expect(shares).to.deep.equal({ hallucinated: 0.25, lost: 0.25 });
    expect(pixel(map, 1)).to.deep.equal(hallucinated);
    expect(pixel(map, 2)).to.deep.equal(lost);
    for (const x of [0, 3]) expect(new Set(pixel(map, x)).size, 'grey').to.equal(1);
  });

  it('takes a difference of the threshold itself for none, averages channels, and keeps the anatomy faint', () => {
    const { map, ...none } = hallucinationMap(row(0.5, 0.25, 1), row(0.25, 0.5, 1), 0.25);
    expect(none).to.deep.equal({ hallucinated: 0, lost: 0 });
    expect([0, 1, 2].map((x) => pixel(map, x)[0])).to.deep.equal([0.8125, 0.875, 1]);
    const colours = (...values: number[]) => createImage(3, 1, 2, Float64Array.from(values));
    const zero = colours(0, 0, 0, 0, 0, 0);
    const one = hallucinationMap(colours(0.75, 0, 0, 0, 0, 0.125), zero, 0.125);
    expect([one.hallucinated, one.lost]).to.deep.equal([0.5, 0]);
    expect(pixel(one.map, 1)).to.deep.equal([0.75, 0.75, 0.75]);
    expect(pixel(hallucinationMap(row(9), row(8), 2).map, 0)[0], 'brighter than white').to.equal(1);
  });

  it('has the two colours that Tol calls muted purple and green', () => {
    const hex = (colour: Colour) => colour.map((part) => Math.round(255 * part).toString(16)).join('');
    expect([hex(hallucinated), hex(lost)]).to.deep.equal(['aa4499', '117733']);
    expect([...hallucinated, ...lost].every((part) => Number.isInteger(part * 255))).to.equal(true);
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
          expect(isColour(pixel(there.map, x), hallucinated)).to.equal(isColour(pixel(back.map, x), lost));
        }
        expect([there.lost, there.hallucinated]).to.deep.equal([back.hallucinated, back.lost]);
      }),
    );
  });

  it('has colours that everybody tells from each other, from the faint image and from the colours of errors', () => {
    for (const [who, seen] of Object.entries(eyes)) {
      const others = [[0.75, 0.75, 0.75], [1, 1, 1], ...signedMap] as readonly Colour[];
      expect(difference(seen(lost), seen(hallucinated)), who).to.be.above(40);
      for (const other of [
        [0.75, 0.75, 0.75],
        [1, 1, 1],
      ] as const)
        for (const own of [lost, hallucinated])
          expect(difference(seen(own), seen(other)), who).to.be.above(30);
      if (who === 'trichromat')
        for (const other of others)
          for (const own of [lost, hallucinated]) expect(difference(own, other)).to.be.above(25);
    }
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
