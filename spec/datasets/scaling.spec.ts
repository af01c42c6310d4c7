import { expect } from 'chai';
import { mappingOf } from '../../harness/datasets/mapping.ts';
import { quantised, resolveQuantisation } from '../../harness/datasets/quantisation.ts';
import { resolveFileScaling, resolveScaling, scaleSlices } from '../../harness/datasets/scaling.ts';
import { evenly, resolveSlices, selectSlices } from '../../harness/datasets/slice-selection.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const slice = Float64Array.of(0, 10, 20, 30, 40);
const volume = [slice, Float64Array.of(-60, 50, 100, 140, 60)];
const mapped = (declaration: unknown, padding?: readonly [number, number]) => {
  const mapping = mappingOf(
    resolveScaling(declaration, 'x'),
    { slice, volume, ...(padding && { padding }) },
    'x',
  );
  return { ends: mapping.ends, values: [...mapping.apply(Float64Array.of(-60, 0, 20, 40, 140), 'x')] };
};

describe('the scaling of values to [0, 1]', () => {
  it('is by the ends of the image or of its volume, clamped', () => {
    expect(mapped({ rule: 'slice-min-max' })).to.deep.equal({ ends: [0, 40], values: [0, 0, 0.5, 1, 1] });
    expect(mapped({ rule: 'volume-min-max' })).to.deep.equal({
      ends: [-60, 140],
      values: [0, 0.3, 0.4, 0.5, 1],
    });
    expect(mapped({ rule: 'range', low: 0, high: 80 })).to.deep.equal({
      ends: [0, 80],
      values: [0, 0, 0.25, 0.5, 1],
    });
  });

  it('leaves padding out where ends are looked for, both ends of it included', () => {
    expect(mapped({ rule: 'slice-min-max' }, [30, 40]).ends).to.deep.equal([0, 20]);
    expect(mapped({ rule: 'volume-min-max' }, [-60, 10]).ends).to.deep.equal([20, 140]);
    expect(mapped({ rule: 'slice-percentile', low: 0, high: 100 }, [0, 0]).ends).to.deep.equal([10, 40]);
  });

  it('is by percentiles between the values, as NumPy takes them', () => {
    expect(mapped({ rule: 'slice-percentile', low: 25, high: 75 }).ends).to.deep.equal([10, 30]);
    expect(mapped({ rule: 'slice-percentile', low: 10, high: 95 }).ends).to.deep.equal([4, 38]);
    expect(mapped({ rule: 'volume-percentile', low: 0, high: 50 }).ends).to.deep.equal([-60, 35]);
    expect(mapped('p25-75').ends).to.deep.equal(
      mapped({ rule: 'volume-percentile', low: 25, high: 75 }).ends,
    );
  });

  it('refuses values beyond what is stated, and an image of one value where it divides by the range', () => {
    const apply = (declaration: unknown, ...values: number[]) => [
      ...mappingOf(resolveScaling(declaration, 'x'), { slice, volume }, 'x').apply(
        Float64Array.from(values),
        'x',
      ),
    ];
    expect(apply({ rule: 'unit' }, 0, 0.5, 1)).to.deep.equal([0, 0.5, 1]);
    expect(apply({ rule: 'bit-depth', bits: 8 }, 0, 51, 255)).to.deep.equal([0, 0.2, 1]);
    expect(() => apply({ rule: 'unit' }, 1.01)).to.throw('x: expected values from 0 to 1, got 1.01');
    expect(() => apply({ rule: 'bit-depth', bits: 8 }, 256)).to.throw(
      'expected values from 0 to 255, got 256',
    );
    expect(() => apply({ rule: 'bit-depth', bits: 8 }, -1)).to.throw('got -1');
    expect(() => apply({ rule: 'bit-depth', bits: 8 }, Number.NaN)).to.throw('got NaN');
    const flat = { slice: Float64Array.of(3, 3), volume };
    expect(() => mappingOf({ rule: 'slice-min-max' }, flat, 'x')).to.throw(/^x: expected /);
  });

  it('is declared with what its rule needs and no more', () => {
    for (const wrong of [
      { rule: 'bit-depth', bits: 33 },
      { rule: 'bit-depth', bits: 0 },
      { rule: 'range', low: 1, high: 1 },
      { rule: 'slice-percentile', low: 5, high: 5 },
      { rule: 'slice-percentile', low: -1, high: 5 },
      { rule: 'volume-percentile', low: 1, high: 101 },
      { rule: 'unit', bits: 8 },
      { rule: 'header-window' },
      'window',
      'bits',
      'none',
    ])
      expect(() => resolveScaling(wrong, 'x'), JSON.stringify(wrong)).to.throw(/^x/);
    for (const bits of [1, 32])
      expect(resolveScaling({ rule: 'bit-depth', bits }, 'x')).to.deep.equal({ rule: 'bit-depth', bits });
    for (const wrong of [5, null, true, [], { rule: 'window-of-none' }])
      expect(() => resolveFileScaling(wrong, 'x'), JSON.stringify(wrong)).to.throw(InputError, /^x/);
    expect(resolveScaling({ rule: 'range', low: -1, high: 2, name: 'a' }, 'x')).to.deep.equal({
      rule: 'range',
      low: -1,
      high: 2,
      name: 'a',
    });
  });

  it('of a volume is one for all of its slices, of a slice its own', () => {
    const slices = volume.map((data) => createImage(1, 1, 5, data));
    const scaled = (rule: 'volume-min-max' | 'slice-min-max') =>
      scaleSlices(slices, volume, { rule }, 'x').map(({ data }) => [data[0], data[3]]);
    expect(scaled('volume-min-max')).to.deep.equal([
      [0.3, 0.45],
      [0, 1],
    ]);
    expect(scaled('slice-min-max')).to.deep.equal([
      [0, 0.75],
      [0, 1],
    ]);
  });
});

describe('steps of a file', () => {
  it('are the nearest or the ones below, of 8 or 16 bits', () => {
    const image = createImage(1, 1, 4, Float64Array.of(0, 0.5, 0.999, 1));
    const steps = (declaration: unknown, peak: number) =>
      [...quantised(image, resolveQuantisation(declaration, 'x')).data].map(
        (value) => Math.round(value * peak * 1e6) / 1e6,
      );
    expect(steps({ bits: 8, rounding: 'round' }, 255)).to.deep.equal([0, 128, 255, 255]);
    expect(steps({ bits: 8, rounding: 'truncate' }, 255)).to.deep.equal([0, 127, 254, 255]);
    expect(steps({ bits: 16, rounding: 'round' }, 65535)).to.deep.equal([0, 32768, 65469, 65535]);
    for (const bits of [7, 9, 15, 17])
      expect(() => resolveQuantisation({ bits, rounding: 'round' }, 'x')).to.throw(/^x/);
    expect(() => resolveQuantisation({ bits: 8, rounding: 'round', more: 1 }, 'x')).to.throw(/more/);
  });
});

describe('slices of a volume', () => {
  const chosen = (size: number, declaration: unknown) =>
    selectSlices(size, resolveSlices(declaration, 'x'), 'x');

  it('are those named, or so many evenly from a part, the middle half where none is said', () => {
    expect(chosen(8, { indices: [0, 3, 7] })).to.deep.equal([0, 3, 7]);
    expect(chosen(8, { count: 4 })).to.deep.equal([2, 3, 4, 5]);
    expect(chosen(20, { count: 3 })).to.deep.equal([5, 8, 11]);
    expect(chosen(10, { count: 2, from: 0, to: 1 })).to.deep.equal([0, 5]);
    expect(chosen(7, { count: 1, from: 0.5, to: 0.9 })).to.deep.equal([3]);
    expect(evenly(4, 10, 4)).to.deep.equal([4, 6, 9, 11]);
  });

  it('are refused where they are not there, not in order, or too few', () => {
    expect(() => chosen(8, { indices: [0, 8] })).to.throw('x: expected slices from 0 to 7, got 8');
    expect(() => chosen(8, { count: 5 })).to.throw(
      'x: expected at least 5 slices in the selected part, got 4 of 8',
    );
    for (const indices of [[], [1, 1], [2, 1], [-1], [0.5], 'all'])
      expect(() => chosen(8, { indices }), `${indices}`).to.throw('a list of ascending slice numbers from 0');
    for (const wrong of [
      { count: 0 },
      { count: 1, from: 0.5, to: 0.5 },
      { count: 1, to: 1.1 },
      { count: 1, from: -0.1 },
    ])
      expect(() => chosen(8, wrong), JSON.stringify(wrong)).to.throw(/^x/);
  });
});
