import { expect } from 'chai';
import { leftOutNote, notesOf } from '../../harness/record/scores/scores-note.ts';

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
    expect(note(9)[0]).to.match(/11 used; row 1: empty; .*; row 8: empty; 1 more, in --json$/);
    expect(note(10)[0]).to.match(/10 used; row 1: empty; .*; row 8: empty; 2 more, in --json$/);
  });
});

describe('notes on an arm as it was read', () => {
  const set = { name: 'a', ids: ['i', 'j'], scores: new Map<string, Float64Array>(), stated: new Map() };

  it('are none of an arm of which nothing is to be said', () => {
    expect(notesOf(set)).to.deep.equal([]);
  });

  it('say how images were scaled, which have no recorded scores, and by how much others differ', () => {
    const notes = notesOf({
      ...set,
      scaled: ['twice as large'],
      unrecorded: ['j'],
      scores: new Map([['psnr', Float64Array.of(30, 31)]]),
      recorded: new Map([['psnr', Float64Array.of(30.123456, 31)]]),
    });
    expect(notes.map(({ kind, ids }) => [kind, ids])).to.deep.equal([
      ['scaled images', undefined],
      ['unrecorded images', ['j']],
      ['recomputed scores differ', ['i']],
    ]);
    expect(notes[0]!.message).to.equal('a: twice as large');
    expect(notes[1]!.message).to.match(/^1 of 2 images in a have no recorded scores/);
    expect(notes[2]!.message).to.match(
      /^psnr: 1 of 2 recorded values differ from the images' own, by up to 0\.123\./,
    );
  });
});
