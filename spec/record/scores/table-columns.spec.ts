import { expect } from 'chai';
import { cellNumber } from '../../../harness/record/scores/cell-number.ts';
import { decimalMark, isOpen } from '../../../harness/record/scores/decimal-mark.ts';
import type { ScoreTable } from '../../../harness/record/scores/table.ts';
import {
  columnCalled,
  idColumn,
  isNumeric,
  nameIn,
  numberColumn,
  unitOf,
} from '../../../harness/record/scores/table-columns.ts';

const tableOf = (
  columns: Readonly<Record<string, readonly unknown[]>>,
  decimal: ScoreTable['decimal'] = '.',
): ScoreTable => ({
  path: 'a.csv',
  columns: Object.keys(columns),
  rows: Object.values(columns)[0]!.map((_, i) => ({
    place: `line ${i + 2}`,
    cells: Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[i]])),
  })),
  stated: {},
  layout: 'CSV',
  leftOut: [],
  decimal,
});
const numbers = (cells: readonly unknown[], decimal: ScoreTable['decimal'] = 'open', name = 'psnr') => [
  ...numberColumn(tableOf({ [name]: cells }, decimal), name),
];

describe('the number that a cell holds', () => {
  for (const [cell, value, unit = ''] of [
    [' 26.3 ', 26.3],
    ['26.3 dB', 26.3, 'dB'],
    ['82.31%', 82.31, '%'],
    ['.5', 0.5],
    ['7.', 7],
    ['+3', 3],
    ['\u22123', -3],
    ['-1e-3', -0.001],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
    ['5 mm2', 5, 'mm2'],
    [3, 3],
  ] as const)
    it(`${JSON.stringify(cell)} is ${value}${unit && ` in ${unit}`}`, () => {
      expect(cellNumber(cell)).to.deep.equal({ value, unit });
    });

  it('with a decimal comma has a point between thousands', () => {
    expect(cellNumber('1.234,5', ',')).to.deep.equal({ value: 1234.5, unit: '' });
    expect(cellNumber('-0,82 %', ',')).to.deep.equal({ value: -0.82, unit: '%' });
  });

  it('is none of words, gaps and multiples', () => {
    for (const cell of ['', 'NaN', 'Infinity', Number.NaN, '1.2k', '3G', '1,23', '12,3456', null, true])
      expect(cellNumber(cell), String(cell)).to.equal(undefined);
  });
});

describe('the mark before decimals', () => {
  it('is told by one cell that has it, and by none of those that may be thousands', () => {
    expect(decimalMark(['26,345', '26,3'])).to.equal(',');
    expect(decimalMark(['26,345', '26.3'])).to.equal('.');
    expect(decimalMark(['1,234,567'])).to.equal('.');
    expect(decimalMark(['1.234.567'])).to.equal(',');
    expect(decimalMark(['26,3', '26.3'])).to.equal('both');
    expect(decimalMark(['26,345', '26.345', '26', 'a.b', 26.3, null])).to.equal('open');
    expect(decimalMark(['0,823 dB'])).to.equal(',');
    expect([' 26,345 ', '-1.234', '1,234e5'].map(isOpen)).to.deep.equal([true, true, true]);
    expect(['0.123', '1234.567', '1.23', 1.234].map(isOpen)).to.deep.equal([false, false, false, false]);
  });

  it('of a column is its own, else that of the others, and must be told where there is a comma', () => {
    expect(numbers(['26,3', '1.234,5'])).to.deep.equal([26.3, 1234.5]);
    expect(numbers(['26.3', '1,234.5'])).to.deep.equal([26.3, 1234.5]);
    expect(numbers(['26,3', '5'], '.')).to.deep.equal([26.3, 5]);
    expect(numbers(['26,345', '5'], ',')).to.deep.equal([26.345, 5]);
    expect(numbers(['26,345', '5'], '.')).to.deep.equal([26345, 5]);
    expect(numbers(['26.345', '5'], ',')).to.deep.equal([26345, 5]);
    expect(numbers(['26.345', '5'])).to.deep.equal([26.345, 5]);
    expect(() => numbers(['5', '26,345'])).to.throw(
      'a.csv line 3: expected numbers in column psnr that tell decimals from thousands, got "26,345"; write numbers with a point',
    );
    expect(() => numbers(['26.3', '5', '26,3'])).to.throw(
      'a.csv line 4: expected one mark before the decimals of column psnr, where other cells have a point, got "26,3"',
    );
  });
});

describe('a column of numbers', () => {
  it('is without its units, and of per cent in shares, by its cells or its name', () => {
    expect(numbers(['26.3 dB', '27 dB'])).to.deep.equal([26.3, 27]);
    expect(numbers(['82%', '50%'])).to.deep.equal([0.82, 0.5]);
    expect(numbers(['82', '50'], '.', 'ssim (%)')).to.deep.equal([0.82, 0.5]);
    expect(unitOf(tableOf({ psnr: ['26.3 dB'] }), 'psnr')).to.equal('dB');
    expect(unitOf(tableOf({ psnr: ['82%'] }), 'psnr')).to.equal('');
    expect(unitOf(tableOf({ 'PSNR (dB)': ['26,3'] }), 'psnr')).to.equal('dB');
    expect(unitOf(tableOf({ 'ssim (%)': ['82'] }), 'ssim (%)')).to.equal('');
    expect(unitOf(tableOf({ psnr: [] }), 'psnr')).to.equal('');
  });

  it('is of one unit, that of its first cell, and of finite numbers', () => {
    expect(() => numbers(['26.3 dB', '27'])).to.throw(
      'a.csv line 3: expected a number in dB in column psnr, as above, got "27"; write the column in one unit',
    );
    expect(() => numbers(['26.3', '27 dB'])).to.throw('expected a number without a unit in column psnr');
    for (const [cell, shown] of [
      ['n/a', '"n/a"'],
      ['', 'an empty cell'],
      [undefined, 'nothing'],
      [Number.NaN, 'null'],
      ['x'.repeat(80), `"${'x'.repeat(59)}`],
    ] as const)
      expect(() => numbers([1, cell])).to.throw(
        `a.csv line 3: expected a finite number in column psnr, got ${shown}; mend the cell`,
      );
  });

  it('is told by one cell that is a number', () => {
    const has = (...cells: readonly unknown[]) => isNumeric(tableOf({ a: cells }), 'a');
    expect([has('x', '3'), has('1.234,5'), has('x', ''), has()]).to.deep.equal([true, true, false, false]);
  });
});

describe('a column that is called', () => {
  it('is that of the very name, else the one that says the same score', () => {
    expect(columnCalled(tableOf({ psnr: [], 'PSNR (dB)': [] }), 'psnr')).to.equal('psnr');
    expect(columnCalled(tableOf({ id: [], 'PSNR (dB)': [] }), 'psnr')).to.equal('PSNR (dB)');
    expect(() => columnCalled(tableOf({ id: [], psnr: [] }), 'ssim')).to.throw(
      'a.csv: expected a column among id, psnr, got "ssim"; correct the name',
    );
    expect(() => columnCalled(tableOf({ PSNR: [], 'PSNR (dB)': [] }), 'psnr')).to.throw(
      'got "psnr", which several are: PSNR, PSNR (dB)',
    );
  });
});

describe('ids of rows', () => {
  const ids = (...cells: readonly unknown[]) => idColumn(tableOf({ id: cells }), 'id');

  it('are names as they are written, numbers and truths too', () => {
    expect(ids('a', 7, true, ' b ')).to.deep.equal(['a', '7', 'true', ' b ']);
    expect([nameIn(' '), nameIn(null), nameIn(0)]).to.deep.equal([undefined, undefined, '0']);
  });

  it('are refused where one is empty, stands twice, or would forge what a terminal shows', () => {
    expect(() => ids('a', '  ')).to.throw(
      'a.csv line 3: expected an id in column id, got "  "; name the row',
    );
    expect(() => ids('a', '')).to.throw('got an empty cell; name the row');
    expect(() => ids('a', 'b', 'a')).to.throw(
      'a.csv line 4: expected every id once in column id, got "a", which also stands at line 2; keep one row per id',
    );
    for (const forged of ['a\nb', 'a\u001b[2K', 'a\u202eb'])
      expect(() => ids(forged)).to.throw('a.csv line 2: expected a name without control characters');
  });
});
