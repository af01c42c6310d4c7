import { expect } from 'chai';
import fc from 'fast-check';
import { estimateTexts, formatEstimate, formatNumber } from '../../harness/report/format-number.ts';

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
      [999999, '999999'],
      [1e6, '1.000e6'],
      [1e4 + 0.4, '10000'],
      [9999.6, '1.000e+4'.replace('+', '')],
      [1e-4, '0.0001000'],
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
    expect(formatEstimate({ value: 3.1, interval: [2.52, 3.3] }, 'dB')).to.equal('3.10 dB [2.52, 3.30]');
    expect(formatEstimate({ value: 0.67 }, '1')).to.equal('0.6700');
  });

  it('have the digits that the width of their interval leaves', () => {
    const cases: readonly (readonly [number, number, number, string])[] = [
      [4.45312, 4.3718, 4.5362, '4.45 [4.37, 4.54]'],
      [0.7987, 0.3277, 1.342, '0.8 [0.3, 1.3]'],
      [9.6, 8.31, 10.8, '9.6 [8.3, 10.8]'],
      [0.07399, 0.0715, 0.0765, '0.0740 [0.0715, 0.0765]'],
      [0.4, 0.0013, 0.9, '0.40 [0.001, 0.90]'],
      [-0.4, -0.9, -0.0013, '−0.40 [−0.90, −0.001]'],
      [0.4, 0, 0.9, '0.40 [0.00, 0.90]'],
      [1234, 1100, 1390, '1234 [1100, 1390]'],
      [5, 5, 5, '5 [5, 5]'],
      [9e5, 8e5, 1e6, '900000 [800000, 1.000e6]'],
      [9e5, 8e5, 999999, '900000 [800000, 999999]'],
      [1e-4, 9e-5, 1e-4, '0.000100 [0.000090, 0.000100]'],
    ];
    for (const [value, low, high, text] of cases)
      expect(formatEstimate({ value, interval: [low, high] }, '1'), text).to.equal(text);
  });

  it('never turn an end to zero or to the other side, and lose at most a twentieth of the width', () => {
    const end = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const numbers = [low + share * (high - low), low, high];
        const { value, ends } = estimateTexts({ value: numbers[0], interval: [low, high] });
        [value, ...ends!].forEach((text, i) => {
          const back = Number(text.replaceAll('−', '-'));
          expect(Math.sign(back), text).to.equal(Math.sign(numbers[i]));
          expect(Math.abs(back - numbers[i])).to.be.at.most(
            Math.max((high - low) / 20, 1e-3 * Math.abs(numbers[i])) * 1.001,
          );
        });
      }),
    );
  });
});
