import { expect } from 'chai';
import fc from 'fast-check';
import { centerSquare } from '../../harness/datasets/center-square.ts';
import { quantised } from '../../harness/datasets/quantisation.ts';
import { resolveScaling, scaleSlices } from '../../harness/datasets/scaling.ts';
import { resolveSlices, selectSlices } from '../../harness/datasets/slice-selection.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const row = (...values: number[]) => createImage(1, 1, values.length, Float64Array.from(values));
const scaled = (rule: unknown, slices: Image[], volume = slices.map(({ data }) => data)) =>
  scaleSlices(slices, volume, resolveScaling(rule, 'rule'), 'set').map(({ data }) => [...data]);

describe("scaling of a scanner's values", () => {
  it('by each slice uses its own ends, by the volume those of all values, slices or not', () => {
    const slices = [row(0, 5, 10), row(10, 20, 15)];
    expect(scaled('slice-min-max', slices)).to.deep.equal([
      [0, 0.5, 1],
      [0, 1, 0.5],
    ]);
    expect(scaled('volume-min-max', slices)).to.deep.equal([
      [0, 0.25, 0.5],
      [0.5, 1, 0.75],
    ]);
    expect(scaled('volume-min-max', slices, [Float64Array.of(0, 40)])[1]).to.deep.equal([0.25, 0.5, 0.375]);
  });

  it('by percentiles interpolates between order statistics and clamps', () => {
    const slice = row(...Array.from({ length: 11 }, (_, i) => i));
    const [values] = scaled({ rule: 'volume-percentile', low: 15, high: 85 }, [slice]);
    expect(values[0]).to.equal(0);
    expect(values[5]).to.be.closeTo(0.5, 1e-15);
    expect(values[3]).to.be.closeTo((3 - 1.5) / 7, 1e-15);
    expect(values[10]).to.equal(1);
  });

  it('is told as the command line takes it, too', () => {
    const rule = (text: string) => resolveScaling(text, 'set');
    expect(rule('p0.5-99.5')).to.deep.equal({ rule: 'volume-percentile', low: 0.5, high: 99.5 });
    expect(rule('p1-99-slice')).to.deep.equal({ rule: 'slice-percentile', low: 1, high: 99 });
    expect(rule('minmax')).to.deep.equal({ rule: 'slice-min-max' });
    expect(rule('minmax-volume')).to.deep.equal({ rule: 'volume-min-max' });
    expect(rule('window=40,400')).to.deep.equal({ rule: 'range', low: -160, high: 240 });
    expect(rule('-1000..1e3')).to.deep.equal({ rule: 'range', low: -1000, high: 1000 });
    expect(rule('bits=12')).to.deep.equal({ rule: 'bit-depth', bits: 12 });
    for (const wrong of [
      'p99-1',
      'p0-101',
      '3..3',
      'window=40,0',
      'bits=0',
      'bits=40',
      'p1',
      '1..',
      'toString',
    ])
      expect(() => rule(wrong), wrong).to.throw(InputError, JSON.stringify(wrong));
    const slices = [row(0, 5, 10), row(20, 100, 40)];
    expect(scaled('2..6', slices)[0]).to.deep.equal([0, 0.75, 1]);
    expect(scaled('p0-100-slice', slices)[0]).to.deep.equal([0, 0.5, 1]);
  });

  it('by bit depth divides by the largest value', () => {
    expect(scaled({ rule: 'bit-depth', bits: 12 }, [row(0, 4095)])).to.deep.equal([[0, 1]]);
  });

  it('of an affine copy is the same by minimum and maximum, whatever the unit', () => {
    const value = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { minLength: 2 }),
        fc.constantFrom(0.25, 2, 8),
        value,
        (values, gain, offset) => {
          const [one] = scaled('slice-min-max', [row(...values)]);
          const [other] = scaled('slice-min-max', [row(...values.map((v) => gain * v + offset))]);
          expect(other).to.deep.equal(one);
          expect(Math.min(...one)).to.equal(0);
          expect(Math.max(...one)).to.equal(1);
        },
      ),
    );
  });

  it('refuses values outside of the stated range, and a range of one value', () => {
    expect(() => scaled('unit', [row(0, 1.5)])).to.throw(
      InputError,
      'set: expected values from 0 to 1, got 1.5',
    );
    expect(() => scaled({ rule: 'bit-depth', bits: 8 }, [row(-1)])).to.throw(
      InputError,
      'from 0 to 255, got -1',
    );
    expect(() => scaled('slice-min-max', [row(3, 3)])).to.throw(InputError, 'got 3 everywhere');
  });

  it('refuses unknown rules and keys by name', () => {
    expect(() => resolveScaling('min-max', 'set.json /scaling')).to.throw(
      InputError,
      /set\.json \/scaling: expected unit, slice-min-max, volume-min-max, pLOW-HIGH .*, got "min-max"/,
    );
    expect(() => resolveScaling('window', 'set.json /scaling')).to.throw(
      /none that reads a file's header, got "window"/,
    );
    expect(() => resolveScaling({ rule: 'unit', bits: 8 }, 'set.json /scaling')).to.throw(
      InputError,
      '/scaling/bits',
    );
  });
});

describe('the selection of slices', () => {
  it('takes the middle half where no part is named', () => {
    expect(selectSlices(40, resolveSlices({ count: 20 }, 'slices'), 'a.nii')).to.deep.equal(
      Array.from({ length: 20 }, (_, i) => 10 + i),
    );
    expect(selectSlices(155, resolveSlices({ count: 20 }, 'slices'), 'a.nii').slice(0, 3)).to.deep.equal([
      38, 41, 45,
    ]);
  });

  it('is ascending, without repeats, and within its part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 }), (size, count) => {
        const there = Math.floor(0.75 * size) - Math.floor(0.25 * size);
        fc.pre(there >= count);
        const indices = selectSlices(size, { count, from: 0.25, to: 0.75 }, 'a.nii');
        expect(new Set(indices).size).to.equal(count);
        expect(indices).to.deep.equal(indices.toSorted((a, b) => a - b));
        expect(indices[0]).to.be.at.least(0.25 * size - 1);
        expect(indices.at(-1)).to.be.below(0.75 * size);
      }),
    );
  });

  it('is refused where the part is too small or an index is not there', () => {
    expect(() => selectSlices(10, { count: 20, from: 0.25, to: 0.75 }, 'a.nii')).to.throw(
      InputError,
      'a.nii: expected at least 20 slices in the selected part, got 5 of 10',
    );
    expect(() => selectSlices(10, { indices: [3, 10] }, 'a.nii')).to.throw(
      InputError,
      'slices from 0 to 9, got 10',
    );
    expect(() => resolveSlices({ indices: [3, 3] }, 'set.json /slices')).to.throw(
      InputError,
      '/slices/indices',
    );
  });
});

describe('preparing slices', () => {
  it('puts values on steps, to the nearest or to the one below', () => {
    const image = row(0, 0.999, 0.5, 1);
    expect([...quantised(image, { bits: 8, rounding: 'round' }).data]).to.deep.equal([0, 1, 128 / 255, 1]);
    expect([...quantised(image, { bits: 8, rounding: 'truncate' }).data]).to.deep.equal([
      0,
      254 / 255,
      127 / 255,
      1,
    ]);
  });

  it('crops the middle square', () => {
    const wide = createImage(
      1,
      2,
      5,
      Float64Array.from({ length: 10 }, (_, i) => i),
    );
    expect([...centerSquare(wide).data]).to.deep.equal([1, 2, 6, 7]);
    const tall = createImage(1, 3, 1, Float64Array.of(1, 2, 3));
    expect([...centerSquare(tall).data]).to.deep.equal([2]);
  });
});
