import { expect } from 'chai';
import { readPlainText } from '../../../harness/edges/files/documents/plain-text.ts';
import { textOf } from '../../../harness/record/reading/document.ts';

const rows = [
  ['Method', 'PSNR (dB)', 'SSIM', 'n'],
  ['Bicubic', '28.10 ± 1.2', '0.81', '120'],
  ['Ours, large', '31.4 ± 0.9*', '0.92 (0.91–0.93)', '1 200'],
];
const gridOf = (text: string) =>
  readPlainText(text).tables.map((table) => ({
    ...table,
    rows: table.rows.map(({ cells, line }) => [line, ...cells.map((cell) => textOf(cell.runs))]),
  }));
const wide = (cells: readonly string[]) => cells.map((cell) => cell.padEnd(20)).join('');

describe('tables in plain text', () => {
  it('are read where lines are parted alike, by tabs, bars or blanks', () => {
    const ruled = [rows[0]!, ['---', '---', '---', '---'], ...rows.slice(1)];
    for (const text of [
      rows.map((cells) => cells.join('\t')),
      rows.map((cells) => `| ${cells.join(' | ')} |`),
      rows.map(wide),
    ])
      expect(gridOf(text.join('\r\n')), text[1]).to.deep.equal([
        { caption: '', line: 1, rows: rows.map((cells, i) => [i + 1, ...cells]) },
      ]);
    for (const text of [ruled.map((cells) => `|${cells.join('|')}|`), ruled.map(wide)])
      expect(gridOf(text.join('\n'))[0]!.rows, text[1]).to.deep.equal([
        [1, ...rows[0]!],
        [3, ...rows[1]!],
        [4, ...rows[2]!],
      ]);
  });

  it('by tabs and bars have rows with fewer and more cells too, so that none is lost', () => {
    for (const mark of ['\t', '|'])
      expect(
        gridOf(['A,B,C', 'x,1', 'y,1,2,3', 'z,–'].join('\n').replaceAll(',', mark))[0]!.rows.map(
          (row) => row.length,
        ),
      ).to.deep.equal([4, 3, 5, 3]);
  });

  it('end where the heading of another one is ruled off', () => {
    const two = '|A|B|\n|---|---|\n|x|1|\n|C|D|E|\n|---|---|---|\n|y|2|3|';
    expect(gridOf(two).map(({ line, rows: own }) => [line, own.length])).to.deep.equal([
      [1, 2],
      [4, 2],
    ]);
  });

  it('have the caption that stands above them, and leave the text around them with its lines', () => {
    const text = 'We saw t(38) = 2.22.\n\nTable 2. Scores\n\nA\tB\nx\t1.5\ny\t2.5\n\nThe end.';
    const { paragraphs } = readPlainText(text);
    expect(gridOf(text)).to.deep.equal([
      {
        caption: 'Table 2. Scores',
        line: 5,
        rows: [
          [5, 'A', 'B'],
          [6, 'x', '1.5'],
          [7, 'y', '2.5'],
        ],
      },
    ]);
    expect(paragraphs.map(({ text: own, line }) => [line, own.trim()])).to.deep.equal([
      [1, 'We saw t(38) = 2.22.\n\nTable 2. Scores'],
      [8, 'The end.'],
    ]);
  });

  it('are none in running text, whatever its commas and blanks', () => {
    for (const text of [
      'Of the patients, 12 fell,\nand of the others, none,\nbut 3, 4 and 5 did.',
      'The first sentence.  And a second.\nThe third.  And a fourth, with 12 knees.',
      'one,\n12',
      'We saw; and heard; much,\nof what; was there; to see.',
      'A\tB\tC',
      'A\tB\nx\ty',
      'Doe J, Roe R, Knees, 2020.\nRoe R, Doe J, Brains, 2021.',
    ])
      expect(gridOf(text), text).to.deep.equal([]);
  });
});
