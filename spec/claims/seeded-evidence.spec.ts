import { expect } from 'chai';
import { seededEvidence } from '../../harness/claims/seeded-evidence.ts';

const tolerance = { kind: 'absolute', size: 0, reason: 'exact' } as never;
const statistic = {
  id: 'gap',
  group: { dataset: 'knee' },
  n: 9,
  subjects: 9,
  options: {},
  result: { mean: 1, ci95: [0, 2], by: { 'a/b': 5 }, name: 'x' },
  units: { mean: 'dB' },
};
const values = (expected: Readonly<Record<string, number | readonly number[]>>) => [
  { statistic: 'gap', group: { dataset: 'knee' }, repeated: tolerance, expected },
];
const whole = { '/mean': [1, 1.5], '/ci95/0': [0, 0.5], '/ci95/1': 2, '/by/a~1b': [5, 6] };

describe('what golden runs of other seeds gave', () => {
  it('is each number as that run had it, and the rest as it is', () => {
    const seeded = seededEvidence([statistic], { seeds: [42, 43], values: values(whole) });
    expect([...seeded.keys()]).to.deep.equal([42, 43]);
    expect(seeded.get(42)).to.deep.equal([statistic]);
    expect(seeded.get(43)).to.deep.equal([
      { ...statistic, result: { mean: 1.5, ci95: [0.5, 2], by: { 'a/b': 6 }, name: 'x' } },
    ]);
  });

  it('is of a group whatever the order of its levels', () => {
    const [one, other] = [
      { dataset: 'knee', seed: 'x' },
      { seed: 'x', dataset: 'knee' },
    ] as const;
    const kept = values(whole).map((each) => ({ ...each, group: one }));
    const seeded = seededEvidence([{ ...statistic, group: other }], { seeds: [42, 43], values: kept });
    expect(seeded.size).to.equal(2);
  });

  it('has no number where golden values have none, rather than that of this run', () => {
    const { '/mean': _, ...rest } = whole;
    const seeded = seededEvidence([statistic], { seeds: [42, 43], values: values(rest) });
    expect(seeded.get(43)![0]!.result['mean']).to.equal(null);
  });

  it('is nothing of one seed, nor without golden values of a statistic', () => {
    expect(seededEvidence([statistic], { seeds: [42], values: values(whole) }).size).to.equal(0);
    expect(
      seededEvidence([{ ...statistic, id: 'other' }], { seeds: [42, 43], values: values(whole) }).size,
    ).to.equal(0);
  });
});
