import { expect } from 'chai';
import fc from 'fast-check';
import { parsePrinted } from '../../../harness/record/printed.ts';
import { readCell } from '../../../harness/record/reading/cell.ts';

/** What a cell was read as, in one line: parts with their text and unit, then footnote signs. */
function shown(text: string): string {
  const reading = readCell([{ text, marks: [] }]);
  if (reading.kind !== 'numbers') return reading.kind;
  const parts = reading.numbers.map(({ part, text: own, unit }) => `${part} ${own}${unit}`);
  return [...parts, ...(reading.footnotes === '' ? [] : [`note ${reading.footnotes}`])].join(', ');
}

describe('a cell of a table', () => {
  const cells: readonly (readonly [text: string, read: string])[] = [
    ['25.26', 'value 25.26'],
    ['−0.03', 'value -0.03'],
    ['1,820', 'value 1,820'],
    ['12\u2009345', 'value 12,345'],
    ['92.3%', 'value 92.3%'],
    ['92.3 %', 'value 92.3%'],
    ['26.3 dB', 'value 26.3dB'],
    ['11.8M', 'value 11.8M'],
    ['.05', 'value .05'],
    ['9.9×10^{-22}', 'value 9.9×10^{-22}'],
    ['10^{-5}', 'value 1e-5'],
    ['0.91*', 'value 0.91, note *'],
    ['.87**', 'value .87, note **'],
    ['0.91^{a}', 'value 0.91, note a'],
    ['†0.91', 'value 0.91, note †'],
    ['0.91a', 'value 0.91, note a'],
    ['25.3±0.2', 'value 25.3, spread 0.2'],
    ['25.3 +/- 0.2', 'value 25.3, spread 0.2'],
    ['25.3_{±0.2}', 'value 25.3, spread 0.2'],
    ['25.3_{0.2}', 'value 25.3, parenthesis 0.2'],
    ['62.1 (10.3)', 'value 62.1, parenthesis 10.3'],
    ['30 (60.0%)', 'value 30, parenthesis 60.0%'],
    ['0.91 (0.88, 0.94)', 'value 0.91, low 0.88, high 0.94'],
    ['0.91 [0.88–0.94]', 'value 0.91, low 0.88, high 0.94'],
    ['0.91 (95% CI 0.88-0.94)', 'value 0.91, low 0.88, high 0.94'],
    ['-0.31 (-0.54 - -0.08)', 'value -0.31, low -0.54, high -0.08'],
    ['(0.88, 0.94)', 'low 0.88, high 0.94'],
    ['0.88 to 0.94', 'low 0.88, high 0.94'],
    ['45/60 (75%)', 'count 45, of 60, percent 75%'],
    ['75% (45/60)', 'percent 75%, count 45, of 60'],
    ['25.3/0.91', 'value 25.3, other 0.91'],
    ['3.2 ± 0.4 (2.1–5.0)', 'value 3.2, spread 0.4, low 2.1, high 5.0'],
    ['25.32 (+0.4)', 'value 25.32, change +0.4'],
    ['25.32 (↑0.4)', 'value 25.32, change 0.4'],
    ['<0.001', 'value <0.001'],
    ['p < .001', 'value < .001'],
    ['P=0.03', 'value 0.03'],
    ['n.s.', 'value n.s.'],
    ['-', 'empty'],
    ['—', 'empty'],
    ['n/a', 'empty'],
    ['', 'empty'],
    ['Bicubic', 'words'],
    ['U-Net', 'words'],
    ['3D', 'words'],
    ['1.2.3', 'words'],
    ['≈3', 'words'],
    ['25.3 0.91', 'words'],
    ['5^{2}', 'words'],
  ];
  for (const [text, read] of cells) {
    it(`${JSON.stringify(text)} is ${read}`, () => {
      expect(shown(text)).to.equal(read);
    });
  }

  it('knows which of its numbers is bold', () => {
    const reading = readCell([
      { text: '25.3', marks: ['bold'] },
      { text: '/0.91', marks: [] },
    ]);
    expect(reading.kind === 'numbers' && reading.numbers.map(({ marks }) => marks)).to.deep.equal([
      ['bold'],
      [],
    ]);
  });

  const number = fc
    .tuple(
      fc.constantFrom('', '-', '−', '+'),
      fc.integer({ min: 0, max: 99999 }),
      fc.integer({ min: 0, max: 4 }),
    )
    .map(([sign, whole, digits]) => `${sign}${(whole / 10 ** digits).toFixed(digits)}`);
  const dressed: Readonly<Record<string, (a: string, b: string) => string>> = {
    'two parted by a sign of plus or minus': (a, b) => `${a} ± ${b}`,
    'two, one in parentheses': (a, b) => `${a}* (${b})`,
    'two in an interval': (a, b) => `[${a}, ${b}]^{a}`,
  };
  for (const [what, dress] of Object.entries(dressed)) {
    it(`keeps the digits of numbers: ${what}`, () => {
      fc.assert(
        fc.property(number, number, (a, b) => {
          const reading = readCell([{ text: dress(a, b), marks: [] }]);
          const texts = reading.kind === 'numbers' ? reading.numbers.map(({ text }) => text) : [];
          expect(texts).to.deep.equal([a, b].map((one) => one.replace('−', '-')));
          for (const text of texts) parsePrinted('here', text);
        }),
      );
    });
  }
});
