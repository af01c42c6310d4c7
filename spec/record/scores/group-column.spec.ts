import { expect } from 'chai';
import { groupColumn, groupNumbers } from '../../../harness/record/scores/group-column.ts';

const tableOf = (column: string, cells: readonly unknown[]) => ({
  path: 'a.csv',
  columns: [column],
  rows: cells.map((cell, i) => ({ place: `line ${i + 2}`, cells: { [column]: cell } })),
  stated: {},
  layout: 'CSV',
  leftOut: [],
  decimal: '.' as const,
});
const groups = (cells: readonly unknown[], chosen: string, column = 'sex') => [
  ...groupColumn(tableOf(column, cells), chosen),
];

describe('two groups of rows', () => {
  it('are told by the name of the first, blanks aside', () => {
    expect(groups(['F', 'M ', ' F'], 'sex=F')).to.deep.equal([1, 0, 1]);
    expect(groups(['F', 'M ', ' F'], 'sex=M')).to.deep.equal([0, 1, 0]);
    expect(
      groups(
        ['=', ''].concat(['=']).map((cell) => cell || 'x'),
        'sex==',
      ),
    ).to.deep.equal([1, 0, 1]);
  });

  it('are the ones of 1 and 0 and of true and false, however they are written', () => {
    expect(groups([1, 0, 0], 'truth', 'truth')).to.deep.equal([1, 0, 0]);
    expect(groups(['0', '1'], 'truth', 'truth')).to.deep.equal([0, 1]);
    expect(groups([true, false], 'truth', 'truth')).to.deep.equal([1, 0]);
    expect(groups(['False', 'TRUE'], 'truth', 'truth')).to.deep.equal([0, 1]);
  });

  it('are refused where nothing tells who is first, or the name is none of theirs', () => {
    expect(() => groups(['M', 'F'], 'sex')).to.throw(
      'a.csv: column sex: expected 1 and 0, or true and false, got F, M; say who is first: sex=F',
    );
    expect(() => groups(['M', 'F'], '=F')).to.throw('expected a column among sex, got "";');
    expect(() => groups(['M', 'F'], 'sex=X')).to.throw(
      'expected X among its groups, got F, M; write sex=F or sex=M',
    );
  });

  it('are two: one, three and nine are refused, of which eight are named', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => `g${i}`);
    expect(() => groups(['F', 'F'], 'sex=F')).to.throw('expected two groups, got F; keep');
    expect(() => groups(many(3), 'sex=g0')).to.throw('expected two groups, got g0, g1, g2; keep');
    expect(() => groups(many(8), 'sex=g0')).to.throw('g5, g6, g7; keep');
    expect(() => groups(many(9), 'sex=g0')).to.throw('g5, g6, g7 and more; keep');
  });

  it('are those of every row: an empty cell is refused by its line', () => {
    expect(() => groups(['F', ' ', 'M'], 'sex=F')).to.throw(
      'a.csv line 3: expected a group in column sex, got an empty cell; fill it, or leave the row out',
    );
  });
});

describe('groups of rows', () => {
  it('are numbered by their names in order', () => {
    const { numbers, names } = groupNumbers(tableOf('site', ['west', 'east', 3, 'west']), 'site');
    expect([[...numbers], names]).to.deep.equal([
      [2, 1, 0, 2],
      ['3', 'east', 'west'],
    ]);
  });
});
