import { expect } from 'chai';
import fc from 'fast-check';
import { readCsv } from '../../../harness/edges/files/documents/csv.ts';
import { readHtml } from '../../../harness/edges/files/documents/html.ts';
import { readLatex } from '../../../harness/edges/files/documents/latex.ts';
import { readMarkdown } from '../../../harness/edges/files/documents/markdown.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { audit } from '../../../harness/record/audit/audit.ts';
import type { SourceDocument } from '../../../harness/record/reading/document.ts';
import { type DraftedRecord, recordOf } from '../../../harness/record/reading/record-of.ts';
import { runs } from '../../runs.ts';

const forty = { numRuns: runs(40) };

/** A table in plain text: the first row heads columns, the first column names rows. */
type Texts = readonly (readonly string[])[];

const measures = fc.constantFrom(
  'PSNR (dB)',
  'SSIM↑',
  'LPIPS↓',
  'Dice (%)',
  'n',
  'p',
  'Age, mean (SD)',
  'PSNR/SSIM',
  'Total',
  'Note',
);
const number = fc
  .tuple(fc.constantFrom('', '-', '−'), fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 3 }))
  .map(([sign, whole, digits]) => `${sign}${(whole / 10 ** digits).toFixed(digits)}`);
const cell = fc.oneof(
  { weight: 5, arbitrary: number },
  fc.tuple(number, number).map(([a, b]) => `${a} ± ${b}`),
  fc.tuple(number, number).map(([a, b]) => `${a} (${b})`),
  fc.tuple(number, number, number).map(([a, b, c]) => `${a} [${b}, ${c}]`),
  fc.tuple(number, number).map(([a, b]) => `${a}/${b}`),
  fc.constantFrom(
    '',
    '-',
    'n/a',
    'OOM',
    'see text',
    '< .001',
    'n.s.',
    '12 (24%)',
    '0.91*',
    '3 of 4',
    'ours 2',
  ),
);
const tables: fc.Arbitrary<Texts> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([width, height]) =>
    fc.tuple(
      fc.array(measures, { minLength: width, maxLength: width }),
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    ),
  )
  .map(([head, rows]) => [['Method', ...head], ...rows.map((row, at) => [`Arm ${'ABCDEFGH'[at]}`, ...row])]);

const forms: Readonly<Record<string, (texts: Texts) => SourceDocument>> = {
  CSV: (texts) => readCsv(texts.map((row) => row.map((text) => `"${text}"`).join(',')).join('\n'), 'a.csv'),
  Markdown: (texts) => {
    const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
    return readMarkdown(
      [line(texts[0]), line(texts[0].map(() => '---')), ...texts.slice(1).map(line)].join('\n'),
    );
  },
  HTML: (texts) => {
    const line = (row: readonly string[], tag: string) =>
      `<tr>${row.map((text) => `<${tag}>${text.replace('<', '&lt;')}</${tag}>`).join('')}</tr>`;
    return readHtml(
      `<table>${line(texts[0], 'th')}\n${texts
        .slice(1)
        .map((row) => line(row, 'td'))
        .join('\n')}</table>`,
    );
  },
  LaTeX: (texts) => {
    const escaped = (text: string) =>
      text
        .replace('%', '\\%')
        .replace('±', '$\\pm$')
        .replace('↑', '$\\uparrow$')
        .replace('↓', '$\\downarrow$');
    const line = (row: readonly string[]) => `${row.map(escaped).join(' & ')} \\\\`;
    return readLatex(
      `\\begin{tabular}{lll}\\hline\n${line(texts[0])} \\hline\n${texts.slice(1).map(line).join('\n')}\n\\hline\\end{tabular}`,
      'a.tex',
    );
  },
};

function figuresOf({ figures }: DraftedRecord): readonly string[] {
  return figures.map(({ id, text, kind, unit }) => `${id} ${text} ${kind} ${unit}`);
}

describe('a table', () => {
  it('gives the same figures in whichever form it is written', () => {
    fc.assert(
      fc.property(tables, (texts) => {
        const [first, ...others] = Object.entries(forms).map(
          ([form, write]) => [form, figuresOf(recordOf(write(texts), 'a'))] as const,
        );
        for (const [form, figures] of others)
          expect(figures, `${form} against ${first[0]}`).to.deep.equal(first[1]);
      }),
      forty,
    );
  });

  for (const [form, write] of Object.entries(forms)) {
    it(`of ${form} is accounted for cell by cell, and its record can be audited`, () => {
      fc.assert(
        fc.property(tables, (texts) => {
          const drafted = recordOf(write(texts), 'a');
          const { cells, record, figures } = drafted;
          expect(cells.map(({ text }) => text).toSorted()).to.deep.equal(texts.flat().toSorted());
          const ids = cells.flatMap((one) => one.ids);
          expect(ids).to.have.members(figures.map(({ id }) => id));
          expect(new Set(ids).size).to.equal(ids.length);
          for (const { as, ids: own, reason } of cells) {
            expect(own.length > 0, as).to.equal(as === 'figure');
            expect(reason !== undefined, as).to.equal(as === 'not understood');
          }
          expect(record.notUnderstood).to.have.length(
            cells.filter(({ as }) => as === 'not understood').length,
          );
          expect(audit(record)).to.have.length(record.checks.length);
        }),
        forty,
      );
    });
  }
});

describe('the readers of documents', () => {
  const pieces = fc.constantFrom(
    '\\begin{tabular}{ll}',
    '\\end{tabular}',
    '\\multirow{3}{*}{a}',
    '\\multicolumn{2}{c}{b}',
    '\\\\',
    '&',
    '{',
    '}',
    '$',
    '^',
    '_',
    '%',
    '\n',
    '\\newcommand{\\x}[1]{#1\\x}',
    '\\x',
    '\\hline',
    '25.3',
    '<table>',
    '<td rowspan=0>',
    '<td colspan="-1">',
    '</table>',
    '<tr>',
    '|',
    '---',
    '"',
    ',',
    '\u0000',
    '\\',
    '*',
  );
  const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
  const readers: Readonly<Record<string, (text: string) => SourceDocument>> = {
    CSV: (text) => readCsv(text, 'a.csv'),
    HTML: (text) => readHtml(text),
    LaTeX: (text) => readLatex(text, 'a.tex'),
    Markdown: (text) => readMarkdown(text),
  };
  for (const [form, read] of Object.entries(readers)) {
    it(`of ${form} read anything, or refuse it by name`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          try {
            recordOf(read(text), 'a');
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
          }
        }),
        forty,
      );
    });
  }

  it('refuse commands that are defined by themselves', () => {
    const endless = '\\newcommand{\\x}{a\\x\\x}\n\\begin{document}\n\\x\n\\end{document}';
    expect(() => readLatex(endless, 'a.tex')).to.throw(
      /^a\.tex line 3: expected commands whose definitions end, got \\x, which is defined by itself; give the table alone/,
    );
  });
});
