import { expect } from 'chai';
import fc from 'fast-check';
import { parseContrast } from '../../../harness/language/contrast/parse.ts';
import { printContrast } from '../../../harness/language/contrast/print.ts';
import type { Term } from '../../../harness/language/contrast/term.ts';
import type { Vocabulary } from '../../../harness/language/contrast/vocabulary.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { runs } from '../../runs.ts';

const vocabulary: Vocabulary = {
  scores: ['psnr', 'psnr-self', 'subbands', 'common-2'],
  levels: {
    dataset: ['real-mr'],
    degradation: ['task', 'bicubic'],
    method: ['sr', 'ae', 'bicubic'],
    autoencoder: ['medical', 'natural', 'natural-f4'],
    sampler: ['main', 'truncated-t16'],
  },
  open: ['dataset'],
};
const where = 'e.json /statistics/0/x';
const parse = (text: string) => parseContrast({ text, where }, vocabulary);
const psnr = (weight: number, cell: Term['cell'] = {}): Term => ({ weight, score: 'psnr', cell });
const [medical, natural] = ['medical', 'natural'].map((autoencoder) => ({ autoencoder }));

describe('a contrast', () => {
  const read: readonly [string, readonly Term[]][] = [
    ['psnr', [psnr(1)]],
    ['psnr[medical] - psnr[natural]', [psnr(1, medical), psnr(-1, natural)]],
    ['0.5 * (psnr[medical] - psnr[natural])', [psnr(0.5, medical), psnr(-0.5, natural)]],
    ['(psnr[medical] - psnr[natural]) / 3', [psnr(1 / 3, medical), psnr(-1 / 3, natural)]],
    ['psnr[medical] * 2 / 4 + 1e-2 * psnr', [psnr(0.5, medical), psnr(0.01)]],
    ['1/3 * psnr', [psnr(1 / 3)]],
    ['-psnr[medical]--psnr[natural]', [psnr(-1, medical), psnr(1, natural)]],
    ['-(psnr - 2 * -(psnr[medical] + psnr))', [psnr(-1), psnr(-2, medical), psnr(-2)]],
    ['(1 - 0.25) * psnr', [psnr(0.75)]],
    ['psnr[]', [psnr(1)]],
    ['psnr[ sr , medical ]', [psnr(1, { method: 'sr', autoencoder: 'medical' })]],
    ['psnr[method=bicubic, dataset=knee]', [psnr(1, { method: 'bicubic', dataset: 'knee' })]],
    ['subbands/HH1[real-mr]', [{ weight: 1, score: 'subbands/HH1', cell: { dataset: 'real-mr' } }]],
    ['common-2/hallucinated', [{ weight: 1, score: 'common-2/hallucinated', cell: {} }]],
    ['psnr-self - psnr', [{ weight: 1, score: 'psnr-self', cell: {} }, psnr(-1)]],
  ];
  for (const [text, terms] of read) {
    it(`${text} is read in the order in which its scores stand`, () => {
      expect(parse(text)).to.deep.equal(terms);
    });
  }

  const refused: readonly [string, number, string, string][] = [
    ['psnr[medcal]', 6, 'a level among real-mr, task, bicubic', '"medcal"'],
    ['psnr[knee]', 6, 'dataset=...', '"knee"'],
    ['psnr[bicubic]', 6, 'degradation=bicubic or method=bicubic', '"bicubic"'],
    ['psnr[method=medical]', 13, 'a level of method among sr, ae, bicubic', '"medical"'],
    ['psnr[colour=red]', 6, 'a factor among dataset, degradation', '"colour"'],
    ['psnr[medical, autoencoder=natural]', 15, 'one level of autoencoder', '"autoencoder"'],
    ['psnr[medical natural]', 14, '"," or "]"', '"natural"'],
    ['psnr[medical', 13, '"," or "]"', 'the end'],
    ['psnr[medical,]', 14, 'a level or factor=level', '"]"'],
    ['psnr[medical=]', 14, 'a level of medical', '"]"'],
    ['psnr[méd]', 7, '"," or "]"', '"é"'],
    [
      'psnr-natural',
      1,
      'a score among psnr, psnr-self',
      '"psnr-natural"; correct it; a minus needs a space before it',
    ],
    ['mae[sr]', 1, 'a score among psnr, psnr-self', '"mae"'],
    ['psnr + 1', 8, 'scores on both sides', '"1"'],
    ['1 + psnr', 3, 'scores on both sides', '"+"'],
    ['psnr * psnr', 8, 'a number', '"psnr"; scores are weighted, not multiplied'],
    ['1 / psnr', 5, 'a number other than 0', '"psnr"'],
    ['psnr / 0', 8, 'a number other than 0', '"0"'],
    ['2 * 3', 1, 'a score among', '"2"; a number alone is no contrast'],
    ['1e999 * psnr', 1, 'a finite number', '"1e999"'],
    ['(psnr', 6, '")"', 'the end'],
    ['psnr)', 5, '+, -, *, / or the end', '")"'],
    ['psnr psnr', 6, '+, -, *, / or the end', '"psnr"'],
    ['psnr & psnr', 6, 'a score, a number, + - * / ( or )', '"&"'],
    ['', 1, 'a score, a number or "("', 'the end'],
  ];
  for (const [text, column, expected, got] of refused) {
    it(`${JSON.stringify(text)} is refused at column ${column}`, () => {
      expect(() => parse(text))
        .to.throw(InputError)
        .with.property('message')
        .that.includes(`${where} column ${column}: expected `)
        .and.includes(expected)
        .and.includes(`, got ${got}`);
    });
  }

  it('that is refused is shown with the place underlined', () => {
    expect(() => parse('psnr[medical] - psnr[medcal]')).to.throw(
      '; correct it\n  psnr[medical] - psnr[medcal]\n                       ^^^^^^',
    );
    expect(() => parse(`${'psnr + '.repeat(40)}oops`)).to.throw(/\n {2}.{60}oops\n {62}\^{4}$/);
  });

  it('printed and read again is the same', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,6}[A-Za-z0-9]$/);
    const worlds = fc
      .record({
        scores: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
        // Few words for many factors, so that some levels are of several.
        words: fc.uniqueArray(fc.stringMatching(/^[a-z0-9]([a-z._-]{0,3}[a-z0-9])?$/), {
          minLength: 1,
          maxLength: 5,
        }),
        factors: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 4 }),
      })
      .chain(({ scores, words, factors }) =>
        fc
          .tuple(...factors.map(() => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 })))
          .chain((ids) => {
            const levels = Object.fromEntries(factors.map((factor, i) => [factor, ids[i]!]));
            const term = fc.record({
              weight: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== 0),
              score: fc
                .tuple(fc.constantFrom(...scores), fc.option(word))
                .map(([score, part]) => (part === null ? score : `${score}/${part}`)),
              cell: fc.record(
                Object.fromEntries(factors.map((factor, i) => [factor, fc.constantFrom(...ids[i]!)])),
                { requiredKeys: [] },
              ),
            });
            return fc.record({
              vocabulary: fc.constant<Vocabulary>({ scores, levels, open: [] }),
              terms: fc.array(term, { minLength: 1, maxLength: 6 }),
            });
          }),
      );
    fc.assert(
      fc.property(worlds, ({ vocabulary: words, terms: made }) => {
        const terms = made as readonly Term[];
        const text = printContrast(terms, words);
        const again = parseContrast({ text, where }, words);
        expect(again).to.deep.equal(terms);
        expect(printContrast(again, words)).to.equal(text);
      }),
      { numRuns: runs(500) },
    );
  });

  it('of any text is terms or a fault that names the place', () => {
    const bits = fc.constantFrom(
      ...'psnr medical natural sr [ ] ( ) + - * / , = . 0 2 1e3 é \n'.split(' '),
      ' ',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(bits).map((parts) => parts.join('')),
    );
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const terms = parse(text);
          read += 1;
          expect(terms.every(({ weight }) => Number.isFinite(weight))).to.equal(true);
          expect(terms).to.have.length.at.least(1);
        } catch (error) {
          expect(error).to.be.instanceOf(InputError);
          expect((error as Error).message).to.match(/^e\.json \/statistics\/0\/x column \d+: expected /);
        }
      }),
      { numRuns: runs(10_000) },
    );
    expect(read).to.be.greaterThan(0);
  });

  it('takes time in proportion to its length, however it is made', () => {
    const made: readonly ((n: number) => string)[] = [
      (n) => 'psnr[medical] - '.repeat(n),
      (n) => `${'2 * '.repeat(n)}psnr`,
      (n) => `(psnr${' + psnr'.repeat(n)})${' * 2 / 2'.repeat(n)}`,
      (n) => '('.repeat(n),
      (n) => `${'-'.repeat(n)}psnr`,
      (n) => `psnr${'-'.repeat(n)}`,
      (n) => 'psnr/'.repeat(n),
      (n) => `psnr[${'medical,'.repeat(n)}`,
      (n) => 'a.'.repeat(n),
      (n) => ' '.repeat(n),
      (n) => '9'.repeat(n),
    ];
    for (const make of made) {
      const begun = performance.now();
      try {
        parse(make(50_000));
      } catch (error) {
        expect(error).to.be.instanceOf(InputError);
        expect((error as Error).message.length).to.be.lessThan(1000);
      }
      // A quadratic reading takes minutes.
      expect(performance.now() - begun, make(2)).to.be.lessThan(3000);
    }
  });
});
