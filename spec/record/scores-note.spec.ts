import { expect } from 'chai';
import { groupColumn } from '../../harness/record/scores/group-column.ts';
import { leftOutNote } from '../../harness/record/scores/scores-note.ts';
import type { ScoreTable } from '../../harness/record/scores/table.ts';

describe('notes on what was left out', () => {
  const note = (count: number) =>
    leftOutNote({
      name: 'a.csv',
      ids: [],
      scores: new Map(),
      stated: new Map(),
      account: {
        layout: 'CSV',
        read: 20,
        rows: 20 - count,
        used: [],
        leftOut: Array.from({ length: count }, (_, i) => ({ place: `row ${i + 1}`, why: 'empty' })),
      },
    }).map(({ message }) => message);

  it('name up to eight places, and how many more there are', () => {
    expect(note(0)).to.deep.equal([]);
    expect(note(1)).to.deep.equal(['a.csv (CSV): 20 rows read, 19 used; row 1: empty']);
    expect(note(8)[0]).to.match(/12 used; row 1: empty; .*; row 8: empty$/);
    expect(note(10)[0]).to.match(/10 used; row 1: empty; .*; row 8: empty; 2 more, in --json$/);
  });
});

describe('a column of two groups', () => {
  const table = (...groups: readonly unknown[]) =>
    ({
      path: 'a.csv',
      columns: ['id', 'group'],
      rows: groups.map((group, i) => ({ place: `row ${i + 1}`, cells: { id: `i${i}`, group } })),
    }) as unknown as ScoreTable;
  const read = (chosen: string, ...groups: readonly unknown[]) => [...groupColumn(table(...groups), chosen)];

  it('has as first what is chosen, else 1 or true', () => {
    expect(read('group=b', 'a', ' b ', 'a')).to.deep.equal([0, 1, 0]);
    expect(read('group', '0', '1', '1')).to.deep.equal([0, 1, 1]);
    expect(read('group', 'False', 'True')).to.deep.equal([0, 1]);
  });

  it('is refused with its groups: none to be told first, one, three, more than eight, an empty cell', () => {
    expect(() => read('group', 'a', 'b')).to.throw(
      'expected 1 and 0, or true and false, got a, b; say who is first: group=a',
    );
    expect(() => read('group=c', 'a', 'b')).to.throw(
      'expected c among its groups, got a, b; write group=a or group=b',
    );
    expect(() => read('group=a', 'a', 'a')).to.throw('expected two groups, got a;');
    const many = Array.from({ length: 9 }, (_, i) => `g${i}`);
    expect(() => read('group', ...many.slice(0, 8))).to.throw(`got ${many.slice(0, 8).join(', ')};`);
    expect(() => read('group', ...many)).to.throw(`got ${many.slice(0, 8).join(', ')} and more;`);
    expect(() => read('group=a', 'a', '', 'b')).to.throw(
      'a.csv row 2: expected a group in column group, got an empty cell',
    );
  });
});
