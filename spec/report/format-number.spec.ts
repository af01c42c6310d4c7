import { expect } from 'chai';
import fc from 'fast-check';
import { formatEstimate, formatNumber } from '../../harness/report/format-number.ts';

describe('numbers in the report', () => {
  it('have four significant digits, a true minus sign and powers of ten at the ends', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '0'],
      [-0, '0'],
      [3, '3'],
      [-12, '−12'],
      [10000, '10000'],
      [3.10384, '3.104'],
      [-0.5, '−0.5000'],
      [0.00012345, '0.0001234'],
      [0.00001, '1.000e−5'],
      [9.876e-22, '9.876e−22'],
      [12345.67, '12346'],
      [1234567.8, '1.235e6'],
      [Number.POSITIVE_INFINITY, '∞'],
      [Number.NaN, 'not a number'],
    ];
    for (const [value, text] of cases) expect(formatNumber(value), String(value)).to.equal(text);
  });

  it('keep a value to half a unit of the fourth digit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        const back = Number(formatNumber(value).replaceAll('−', '-'));
        expect(Math.abs(back - value)).to.be.at.most(Math.abs(value) * 5.001e-4);
      }),
    );
  });

  it('stand with their unit and interval', () => {
    expect(formatEstimate({ value: 3.1, interval: [2.52, 3.3] }, 'dB')).to.equal('3.100 dB [2.520, 3.300]');
    expect(formatEstimate({ value: 0.67 }, '1')).to.equal('0.6700');
  });
});
