import { expect } from 'chai';
import { zipSync } from 'fflate';
import { decodeNpy, encodeNpy } from '../../../../harness/edges/files/images/npy.ts';
import { arrayOfNpz } from '../../../../harness/edges/files/images/npz.ts';
import { createImage } from '../../../../harness/numeric/image.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';

/** A file of bytes that count from 0, `i` at the i-th place in memory. */
function counting(shape: readonly number[], { descr = '|u1', fortran = false } = {}): Uint8Array {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape.join(', ')},), }\n`;
  const length = shape.reduce((product, count) => product * count, 1) * Number(descr.slice(2));
  const head = [0x93, ...Buffer.from('NUMPY'), 1, 0, dictionary.length & 255, dictionary.length >> 8];
  const values = Array.from({ length }, (_, i) =>
    descr.endsWith('1') ? i : Number(i % Number(descr.slice(2)) === 0),
  );
  return Uint8Array.of(...head, ...Buffer.from(dictionary), ...values);
}

const steps = ({ data }: { data: Float64Array }) => [...data].map((value) => Math.round(value * 255));

describe('NumPy arrays', () => {
  it('of three axes are asked what they are, whatever their sizes', () => {
    for (const shape of [
      [4, 5, 3],
      [3, 4, 5],
      [9, 4, 5],
    ]) {
      expect(() => decodeNpy(counting(shape), 'a.npy')).to.throw(
        InputError,
        `a.npy: expected the shape [H, W], got [${shape.join(', ')}], which may be a volume; say what the axes are`,
      );
    }
  });

  it('have their colours last, their channels first or slices, as they are said to have', () => {
    const last = decodeNpy(counting([2, 2, 3]), 'a.npy', { layout: 'hwc' });
    expect(last.channels).to.equal(3);
    expect(steps(last)).to.deep.equal([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
    expect(steps(decodeNpy(counting([3, 2, 2]), 'a.npy', { layout: 'chw' }))).to.deep.equal([
      ...Array(12).keys(),
    ]);
    expect(steps(decodeNpy(counting([3, 2, 2]), 'a.npy', { slice: () => 1 }))).to.deep.equal([4, 5, 6, 7]);
    expect(() => decodeNpy(counting([2, 2, 5]), 'a.npy', { layout: 'hwc' })).to.throw(
      InputError,
      '3 or 4 colours',
    );
  });

  it('drop an alpha that is the same everywhere and refuse another', () => {
    const even = counting([1, 2, 4]);
    even.set([9, 8, 7, 77, 6, 5, 4, 77], even.length - 8);
    expect(steps(decodeNpy(even, 'a.npy', { layout: 'hwc' }))).to.deep.equal([9, 6, 8, 5, 7, 4]);
    expect(() => decodeNpy(counting([1, 2, 4]), 'a.npy', { layout: 'hwc' })).to.throw(InputError, 'alpha');
  });

  it('lie in the order of Fortran as well', () => {
    expect(steps(decodeNpy(counting([2, 3], { fortran: true }), 'a.npy'))).to.deep.equal([0, 2, 4, 1, 3, 5]);
    const colours = decodeNpy(counting([2, 2, 3], { fortran: true }), 'a.npy', { layout: 'hwc' });
    expect(steps(colours)).to.deep.equal([0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11]);
  });

  it('may be of any integers, which are kept where they are not of 8 or 16 bits without a sign', () => {
    for (const descr of ['<i4', '<u4', '<i8', '<u8', '<i2']) {
      expect([...decodeNpy(counting([2, 2], { descr }), 'a.npy').data], descr).to.deep.equal([1, 1, 1, 1]);
    }
    expect([...decodeNpy(counting([1, 3], { descr: '|b1' }), 'a.npy').data]).to.deep.equal([0, 1, 1]);
    const large = counting([1, 1], { descr: '<u8' }).fill(255, -8);
    expect(() => decodeNpy(large, 'a.npy')).to.throw(InputError, 'integers of up to 53 bits');
  });

  it('say what they lack: values, or the axis of which a slice is taken', () => {
    const slice = { slice: () => 0 };
    const told = (shape: number[], selection = {}) => {
      try {
        return decodeNpy(counting(shape), 'a.npy', selection).data.length;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(told([0, 3])).to.equal('a.npy: expected at least one value, got the shape [0, 3]; save it again');
    expect(told([2, 2], slice)).to.include(
      'expected the shape [S, H, W], of which one slice is taken, got [2, 2]',
    );
    expect(told([2, 2, 2, 1], slice)).to.include('expected the shape [S, H, W], of which');
    expect(told([2, 2, 2, 2])).to.include(
      'expected the shape [H, W], or one of three axes, got [2, 2, 2, 2]',
    );
  });

  it('ignore axes of one', () => {
    expect(decodeNpy(counting([1, 2, 3]), 'a.npy').width).to.equal(3);
    expect(decodeNpy(counting([2, 3, 1]), 'a.npy').width).to.equal(3);
  });

  it('in an archive are chosen by name where there are several', () => {
    const array = encodeNpy(createImage(1, 2, 2), { dtype: 'float32' });
    expect(arrayOfNpz(zipSync({ 'one.npy': array }), 'a.npz')).to.deep.equal(array);
    const two = zipSync({ 'one.npy': array, 'two.npy': counting([2, 2]) });
    expect(arrayOfNpz(two, 'a.npz', 'two')).to.deep.equal(counting([2, 2]));
    expect(() => arrayOfNpz(two, 'a.npz')).to.throw(
      InputError,
      'one array, got 2 (one, two); name one as FILE#name=one',
    );
    expect(() => arrayOfNpz(two, 'a.npz', 'three')).to.throw(InputError, 'none named three');
  });
});
