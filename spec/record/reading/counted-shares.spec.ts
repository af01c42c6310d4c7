import { expect } from 'chai';
import fc from 'fast-check';
import { audit } from '../../../harness/record/audit/audit.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';

const read = (text: string) => recordOf({ title: '', tables: [], paragraphs: [{ text, line: 3 }] }, 'text');
const found = (text: string) => audit(read(text).record).filter(({ rule }) => rule === 'ratio');
const printed = (text: string) => read(text).record.figures.map((figure) => figure.printed);

/** How papers write a count with its per cent. */
const forms: readonly ((k: string, n: string, percent: string) => string)[] = [
  (k, n, percent) => `It was ${k}/${n} (${percent}%).`,
  (k, n, percent) => `It was ${k} / ${n} patients (${percent} %; 95% CI 1 to 2).`,
  (k, n, percent) => `${k} of ${n} [${percent}%]`,
  (k, n, percent) => `In ${k} out of the ${n} eyes with signs (${percent} per cent), none.`,
  (k, n, percent) => `Only ${k} (${percent}%) of all ${n} fell.`,
  (k, n, percent) => `a share of ${percent}% (${k}/${n}),`,
  (k, n, percent) => `a share of ${percent}% (${k} of ${n} scans; p = 0.3)`,
];

describe('a count with its per cent in a sentence', () => {
  it('is held to the per cent, by whole numbers, in every form that papers write', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5000 })
          .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: -40, max: 40 }),
        fc.constantFrom(...forms),
        fc.boolean(),
        ([k, n], digits, off, form, thousands) => {
          const unit = 10 ** digits;
          const steps = Math.round((100 * unit * k) / n) + off;
          fc.pre(steps >= 0);
          const shown = (value: number) => (thousands ? value.toLocaleString('en-US') : String(value));
          const text = form(shown(k), shown(n), (steps / unit).toFixed(digits));
          const [one, ...others] = found(text);
          expect(others, text).to.have.length(0);
          // |steps / unit - 100 k / n| <= 1/2 step, in whole numbers.
          const near = 2 * Math.abs(steps * n - 100 * unit * k) <= n;
          expect(one?.severity, text).to.equal(near ? 'consistent' : 'inconsistent');
        },
      ),
    );
  });

  it('has its place and its words', () => {
    const { record } = read('Of the knees\nonly 12/40 (35%) were read.');
    expect(record.figures.map(({ id, line, anchor, kind }) => [id, line, anchor, kind])).to.deep.equal([
      ['count1.k', 4, '12/40 (35%)', 'count'],
      ['count1.n', 4, '12/40 (35%)', 'count'],
      ['count1.share', 4, '12/40 (35%)', 'percent'],
    ]);
    expect(found('1 of 3 (33%), 2 of 3 (66%)').map(({ severity }) => severity)).to.deep.equal([
      'consistent',
      'inconsistent',
    ]);
  });

  it('is none where the per cent is of confidence, or the numbers are parts of others', () => {
    for (const text of [
      'It was 12/40 (95% CI 17 to 47).',
      'It was 12/40 (95 % confidence interval).',
      'on 1/12/40 (30%)',
      'v1.12/40 (30%)',
      'a ratio of 0.12/40 (30%)',
      '12/40.5 (30%)',
      '12/40/2 (30%)',
      'On 3/4 of 5 (60%)',
      '12 of 40 patients and some of the others (30%)',
      '12 of 40 (30)',
      'Table 1/2',
    ])
      expect(printed(text), text).to.deep.equal([]);
  });
});
