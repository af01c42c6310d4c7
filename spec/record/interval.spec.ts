import { expect } from 'chai';
import {
  add,
  agreement,
  divide,
  holdsZero,
  type Interval,
  magnitude,
  mapMonotone,
  multiply,
  point,
  subtract,
  wholeEnds,
} from '../../harness/record/interval.ts';

const over = (low: number, high: number): Interval => ({ low, high });
const everything = over(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

describe('intervals', () => {
  it('of whole numbers are exact while doubles hold them, and of others are rounded outwards', () => {
    expect(add(point(2), point(3))).to.deep.equal(point(5));
    expect(multiply(over(-2, 3), point(4))).to.deep.equal(over(-8, 12));
    const last = Number.MAX_SAFE_INTEGER;
    expect(add(point(last), point(0))).to.deep.equal(point(last));
    for (const wide of [
      add(point(last), point(1)),
      subtract(point(-last), point(1)),
      add(point(0.5), point(0.5)),
      add(over(1, 1.5), point(1)),
      add(over(0.5, 1), point(1)),
      add(over(-last - 1, 5), point(0)),
    ])
      expect(wide.high - wide.low).to.be.greaterThan(0);
    const third = add(point(-0.1), point(-0.2));
    expect(third.low).to.be.lessThan(-0.3);
    expect(third.high).to.be.at.least(-0.3).and.lessThan(-0.2999999);
    expect(add(over(Number.NEGATIVE_INFINITY, 1.5), over(0.5, Number.POSITIVE_INFINITY))).to.deep.equal(
      everything,
    );
  });

  it('divided by one that holds 0, its ends among them, or endless by endless, are everything', () => {
    const endless = over(1, Number.POSITIVE_INFINITY);
    for (const [a, b] of [
      [point(1), over(0, 2)],
      [point(1), over(-2, 0)],
      [point(1), point(0)],
      [endless, endless],
    ] as const)
      expect(divide(a, b)).to.deep.equal(everything);
    expect([over(0, 1), over(-1, 0), over(-1, 1), over(1, 2), over(-2, -1)].map(holdsZero)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('have whole ends that floating point does not lose', () => {
    expect(wholeEnds(over(100 * 0.07, 100 * 0.29))).to.deep.equal({ least: 7, most: 29 });
    expect(wholeEnds(over(7.001, 7.999))).to.deep.equal({ least: 8, most: 7 });
    expect(wholeEnds(over(-1.5, 1.5))).to.deep.equal({ least: -1, most: 1 });
  });

  it('have sizes from 0 where they hold it', () => {
    expect([over(-3, 2), over(-3, -2), over(2, 3), over(0, 3), over(-3, 0)].map(magnitude)).to.deep.equal([
      over(0, 3),
      over(2, 3),
      over(2, 3),
      over(0, 3),
      over(0, 3),
    ]);
  });

  it('map to what is wider by a hair, below 0 as above', () => {
    for (const value of [-5, 5]) {
      const { low, high } = mapMonotone(point(value), (one) => one);
      expect(low).to.be.lessThan(value);
      expect(high).to.be.greaterThan(value);
    }
    const { low, high } = mapMonotone(over(1, 2), (one) => -one);
    expect([low, high].map(Math.round)).to.deep.equal([-2, -1]);
  });

  it('agree, touch or differ, to a hair of the greatest finite end', () => {
    expect(agreement(over(1, 2), over(1.5, 3))).to.equal('agree');
    expect(agreement(over(1, 2), over(2, 3))).to.equal('touch');
    expect(agreement(over(1, 2), over(2.1, 3))).to.equal('differ');
    // An exact number at an end agrees; so it does where floating point moved it.
    expect(agreement(point(2), over(2, 3))).to.equal('agree');
    expect(agreement(over(1, 2), point(2))).to.equal('agree');
    expect(agreement(over(1, 2), point(2 + 1e-13))).to.equal('agree');
    expect(agreement(over(-2, -1), point(-1 + 1e-13))).to.equal('agree');
    expect(agreement(over(-2, -1), over(-1 + 1e-13, -1 + 2e-13))).to.equal('agree');
    expect(agreement(over(1, 2), point(2 + 1e-9))).to.equal('differ');
    expect(agreement(over(Number.NEGATIVE_INFINITY, 2), over(2 + 1e-9, 3))).to.equal('differ');
    expect(agreement(over(Number.NEGATIVE_INFINITY, 1e-20), over(2e-20, 3e-20))).to.equal('differ');
  });
});
