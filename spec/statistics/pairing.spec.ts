import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../harness/numeric/input-error.ts';
import {
  clusterCount,
  clustering,
  clusterSums,
  drawnUnits,
  groupsOf,
  labelsOf,
  membersOf,
  unclustered,
} from '../../harness/statistics/clustering.ts';
import { type Arm, pairById } from '../../harness/statistics/pairing.ts';

const arm = (name: string, scores: Record<string, number>): Arm => ({
  name,
  ids: Object.keys(scores),
  values: Float64Array.from(Object.values(scores)),
});

describe('pairing by id', () => {
  it('matches values by id, whatever the order of either arm', () => {
    const scores = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.integer()), {
      minLength: 1,
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(scores, fc.infiniteStream(fc.nat()), (rows, orders) => {
        const shuffled = rows
          .map((row) => ({ row, key: orders.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        const of = (list: typeof rows, name: string, add: number): Arm => ({
          name,
          ids: list.map(([id]) => id),
          values: Float64Array.from(list, ([, value]) => value + add),
        });
        const one = pairById(of(rows, 'a', 0), of(shuffled, 'b', 7), unclustered);
        expect(one).to.deep.equal(pairById(of(shuffled, 'a', 0), of(rows, 'b', 7), unclustered));
        one.x.forEach((value, i) => {
          expect(one.y![i] - value).to.equal(7);
        });
      }),
    );
  });

  it('lists what is missing on which side', () => {
    const pair = () =>
      pairById(arm('a.csv', { p: 1, q: 2, r: 3 }), arm('b.csv', { q: 1, s: 2 }), unclustered);
    expect(pair).to.throw(
      InputError,
      /p, r missing in b\.csv; s missing in a\.csv; .*never matched by position/,
    );
  });

  it('lists eight that are missing, and says how many more there are', () => {
    const without = (count: number) => () => {
      const ids = Array.from({ length: count }, (_, i) => `i${i}`);
      const full = { name: 'a.csv', ids: [...ids, 'z'], values: new Float64Array(count + 1) };
      return pairById(full, arm('b.csv', { z: 1 }), unclustered);
    };
    expect(without(1)).to.throw('expected the same ids in both, got i0 missing in b.csv; score');
    expect(without(8)).to.throw('got i0, i1, i2, i3, i4, i5, i6, i7 missing in b.csv;');
    expect(without(10)).to.throw('got i0, i1, i2, i3, i4, i5, i6, i7 and 2 more missing in b.csv;');
  });

  it('orders pairs by the code units of their ids', () => {
    const { ids } = pairById(
      arm('a', { b: 1, B: 2, a10: 3, a9: 4 }),
      arm('b', { a9: 1, a10: 1, B: 1, b: 1 }),
      unclustered,
    );
    expect(ids).to.deep.equal(['B', 'a10', 'a9', 'b']);
  });

  it('stops on an id that stands twice', () => {
    const twice: Arm = { name: 'a.csv', ids: ['p', 'q', 'p'], values: Float64Array.of(1, 2, 3) };
    expect(() => pairById(twice, twice, unclustered)).to.throw(
      InputError,
      /a\.csv: .*every id once, got p more/,
    );
  });
});

describe('clustering by a pattern', () => {
  it('takes the first group as the subject', () => {
    const of = clustering('^brats_(\\d+)_z');
    expect(['brats_012_z03', 'brats_012_z19', 'brats_7_z1'].map(of)).to.deep.equal(['012', '012', '7']);
    expect(membersOf(['b', 'a', 'b'])).to.deep.equal([[0, 2], [1]]);
  });

  it('sums each with what rounding takes from it, in whatever order values of different size come', () => {
    const of = (...values: number[]) => [
      ...clusterSums(Float64Array.of(...values, 3), labelsOf([...values.map(() => 'a'), 'b'])),
    ];
    expect(of(1, 1e16, 1, -1e16)).to.deep.equal([2, 3]);
    expect(of(1e16, 1, 1, -1e16)).to.deep.equal([2, 3]);
    expect(of(-1e16, 1, 1e16, 1)).to.deep.equal([2, 3]);
  });

  it('draws subjects where there are two or more, and the images of a single one', () => {
    const ids = ['p', 'q', 'r'];
    const drawn = (clusters: readonly string[]) => [...drawnUnits(groupsOf({ ids, clusters })).of];
    expect(drawn(['a', 'b', 'a'])).to.deep.equal([0, 1, 0]);
    expect(drawn(['a', 'a', 'a'])).to.deep.equal([0, 1, 2]);
    const count = (clusters: readonly string[]) => clusterCount({ ids, clusters });
    expect([ids, [...ids], ['a', 'b', 'a'], ['p', 'q', 'p'], ['a', 'a', 'a']].map(count)).to.deep.equal([
      3, 3, 2, 2, 1,
    ]);
    expect(groupsOf({ ids, clusters: ['p', 'q', 'p'] }).names).to.deep.equal(['p', 'q']);
  });

  it('stops on an id that it does not match, a pattern without a group, and no pattern at all', () => {
    expect(() => clustering('^x(\\d)')('y1')).to.throw(
      InputError,
      /a match, with a group, in every id, got id y1/,
    );
    expect(() => clustering('^x')).to.throw(InputError, /with one group/);
    expect(() => clustering('(')).to.throw(InputError, /a regular expression/);
  });
});
