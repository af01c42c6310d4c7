import { expect } from 'chai';
import type { Evidence } from '../../harness/claims/evidence.ts';
import type { GoldenValues } from '../../harness/claims/golden.ts';
import { goldenEvidence } from '../../harness/claims/golden-evidence.ts';

const evidence = {
  id: 'gap',
  group: { dataset: 'knee' },
  n: 4,
  subjects: 3,
  result: { described: { difference: { value: 1, method: 't' }, pairs: 4 }, ranks: ['a', 2] },
} as unknown as Evidence;
const golden = (expected: object, group: object = { dataset: 'knee' }) =>
  ({ values: [{ statistic: 'gap', group, expected }] }) as unknown as Pick<GoldenValues, 'values'>;
const taken = (expected: object) => goldenEvidence([evidence], golden(expected))[0]!;

describe('golden values in the place of statistics', () => {
  it('bring their numbers, of several seeds the first, under the texts of the run', () => {
    const { result } = taken({ '/described/difference/value': [2, 3], '/ranks/1': 5 });
    expect(JSON.parse(JSON.stringify(result))).to.deep.equal({
      described: { difference: { value: 2, method: 't' } },
      ranks: [null, 5],
    });
    expect(taken({ '/a~1b/c~0d': 7 }).result).to.deep.include({ 'a/b': { 'c~d': 7 } });
  });

  it('are of as many images and subjects as they count, and of a thousand where they count none', () => {
    const sizes = (expected: object) => [taken(expected).n, taken(expected).subjects];
    expect(sizes({ '/n': 20, '/clusters': 7 })).to.deep.equal([20, 7]);
    expect(sizes({ '/pairs': [30, 31], '/subjects': 9 })).to.deep.equal([30, 9]);
    expect(sizes({ '/x/n': 12 })).to.deep.equal([12, 12]);
    expect(sizes({ '/mean': 2 })).to.deep.equal([1000, 1000]);
  });

  it('are those of the same statistic and group alone', () => {
    for (const group of [{ dataset: 'brain' }, {}, { dataset: 'knee', method: 'sr' }])
      expect(goldenEvidence([evidence], golden({ '/n': 1 }, group))).to.deep.equal([]);
    expect(goldenEvidence([{ ...evidence, id: 'other' }], golden({ '/n': 1 }))).to.deep.equal([]);
  });
});
