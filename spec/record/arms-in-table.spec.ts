import { expect } from 'chai';
import { armsInTable } from '../../harness/record/scores/arms-in-table.ts';
import type { ScoreTable } from '../../harness/record/scores/table.ts';

/** A table from its head and its rows of texts. */
function table(head: string, ...rows: readonly string[]): ScoreTable {
  const columns = head.split(' ');
  return {
    path: 'a.csv',
    layout: 'CSV',
    decimal: '.',
    columns,
    leftOut: [],
    stated: new Map(),
    rows: rows.map((row, i) => ({
      place: `row ${i + 1}`,
      cells: Object.fromEntries(row.split(' ').map((cell, at) => [columns[at], cell === '_' ? '' : cell])),
    })),
  } as unknown as ScoreTable;
}

/** The arms as `by: name (columns; values of its first row; places left out)`. */
function told(of: ScoreTable): string | undefined {
  const found = armsInTable(of, 'id');
  if (found === undefined) return undefined;
  const arms = [...found.arms].map(([name, { columns, rows, leftOut, path }]) => {
    const first = columns.map((column) => rows[0]!.cells[column]);
    return `${name} ${path} (${columns.join(' ')}; ${first.join(' ')}; ${rows.length} rows; ${leftOut.map(({ place, why, rows: n }) => `${place} ${why} ${n ?? ''}`.trim()).join(', ')})`;
  });
  return `${found.by}: ${arms.join(' | ')}`;
}

describe('methods in one table', () => {
  it('in rows are told by the column that names each of them once an image', () => {
    const rows = ['a ours x 27', 'b ours y 28', 'c ours x 29', 'a base x 25', 'b base y 26', 'c base x 27'];
    expect(told(table('id method site psnr', ...rows))).to.equal(
      'column method: ours a.csv#method=ours (id site psnr; a x 27; 3 rows; 3 rows of method base 3)' +
        ' | base a.csv#method=base (id site psnr; a x 25; 3 rows; 3 rows of method ours 3)',
    );
  });

  it('in rows are none where a method has an image twice, a name is missing, or there are too many or too few', () => {
    const image = (methods: readonly string[]) =>
      methods.flatMap((method) => ['a', 'b', 'c'].map((id) => `${id} ${method} 2${id === 'a' ? 5 : 6}`));
    expect(told(table('id method psnr', ...image(['o', 'p'])))).to.match(/^column method: o .* \| p /);
    expect(told(table('id method psnr', ...image(['o', 'o'])))).to.equal(undefined);
    expect(told(table('id method psnr', ...image(['o', '_'])))).to.equal(undefined);
    expect(told(table('id method psnr', 'a o 1', 'a p 2', 'b o 3'))).to.equal(undefined);
    expect(told(table('id psnr', 'a 1', 'a 2', 'b 3'))).to.equal(undefined);
  });

  it('in columns are told by what names say beside the metric, the same metric in each', () => {
    expect(told(table('id site psnr_ours psnr_base SSIM-ours', 'a x 27 25 0.9', 'b y 28 26 0.8'))).to.equal(
      'names of columns: ours a.csv#ours (id site psnr ssim; a x 27 0.9; 2 rows; column psnr_base of another method)' +
        ' | base a.csv#base (id site psnr; a x 25; 2 rows; column psnr_ours of another method, column SSIM-ours of another method)',
    );
    expect(told(table('id psnr_db_ours ours_psnr', 'a 27 25'))).to.equal(undefined);
  });

  it('in columns are none of one method, nor of columns that name metrics alone', () => {
    expect(told(table('id psnr_ours ssim_ours', 'a 27 0.9'))).to.equal(undefined);
    expect(told(table('id psnr ssim', 'a 27 0.9'))).to.equal(undefined);
    expect(told(table('id psnr_ours psnr_base', 'a x y'))).to.equal(undefined);
  });

  it('of a score without a name are the columns of numbers, but for ids, counters and subjects', () => {
    expect(told(table('id index subject ours base note', 'a 1 7 27 25 good'))).to.equal(
      'names of columns: ours a.csv#ours (id index subject note score; a 1 7 good 27; 1 rows; column base of another method)' +
        ' | base a.csv#base (id index subject note score; a 1 7 good 25; 1 rows; column ours of another method)',
    );
    expect(told(table('id ours', 'a 27'))).to.equal(undefined);
    expect(told(table('id ours psnr', 'a 27 25'))).to.equal(undefined);
  });
});
