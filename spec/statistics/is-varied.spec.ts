import { expect } from 'chai';
import { isVaried } from '../../harness/statistics/is-varied.ts';

const eps = Number.EPSILON;
const varied = (x: readonly number[], y?: readonly number[]) =>
  isVaried(Float64Array.from(x), y && Float64Array.from(y));

describe('values that vary', () => {
  it('differ by more than four roundings of the largest number that they are taken of', () => {
    expect(varied([1, 1 - 4 * eps])).to.equal(false);
    expect(varied([1 - 4.5 * eps, 1])).to.equal(true);
    expect(varied([-1, 4.5 * eps - 1])).to.equal(true);
    // However small, and however alike as differences of large numbers.
    expect(varied([1e-20, 2e-20])).to.equal(true);
    expect(varied([0, 0], [1, 1 + 4 * eps])).to.equal(false);
    expect(varied([1, 2], [1, 2])).to.equal(false);
    expect(varied([1, 2], [1, 1])).to.equal(true);
  });
});
