import { expect } from 'chai';
import type { StatisticResult } from '../../harness/pipeline/compute-statistics.ts';
import { estimateOf, intervalText, type Pointers } from '../../harness/report/kinds/estimate.ts';

const statistic = (result: object, more: Partial<StatisticResult> = {}): StatisticResult => ({
  id: 's',
  title: 'S',
  group: {},
  procedure: 'bootstrap',
  options: { interval: 'bca', scheme: 'paired' },
  n: 4,
  subjects: 2,
  result: { ...result },
  units: Object.fromEntries(Object.keys(result).map((key) => [key, 'dB'])),
  ...more,
});
const read = (result: object, pointers?: Pointers) => {
  const { value, low, high } = estimateOf(statistic(result), pointers);
  return [value, low, high];
};

describe('the number of a statistic that a figure shows', () => {
  it('is its mean, median or value with its 95 % interval, or the 90 % one, or what is pointed at', () => {
    expect(read({ value: 3, median: 2, mean: 1, ci90: [4, 5], ci95: [0, 6] })).to.deep.equal([1, 0, 6]);
    expect(read({ value: 3, median: 2, ci90: [4, 5] })).to.deep.equal([2, 4, 5]);
    expect(read({ value: 3, ci95: [0, 6] })).to.deep.equal([3, 0, 6]);
    const result = { mean: 1, ci95: [0, 6], other: 7, wide: [-1, 9] };
    expect(read(result, { value: '/other', interval: '/wide' })).to.deep.equal([7, -1, 9]);
  });

  it('is refused where it, or an end of its interval, is not there or not finite', () => {
    for (const result of [
      { ci95: [0, 6] },
      { mean: 1 },
      { mean: Number.NaN, ci95: [0, 6] },
      { mean: 1, ci95: [null, 6] },
      { mean: 1, ci95: [0, Infinity] },
    ])
      expect(() => read(result), JSON.stringify(result)).to.throw(
        'figure: statistic s: expected a finite number with its interval, got ',
      );
    const units = { mean: 'dB', ci95: '1' };
    expect(() => estimateOf(statistic({ mean: 1, ci95: [0, 6] }, { units }))).to.throw(
      'figure: statistic s: expected numbers of one unit, got dB and plain numbers; ',
    );
  });

  it('has an interval that is told by its procedure and by what was drawn', () => {
    const told = (more: Partial<StatisticResult>) => intervalText(statistic({}, more));
    const scheme = (name: string) => told({ options: { interval: 'percentile', scheme: name } });
    expect(told({})).to.equal('95 % BCa bootstrap intervals (images drawn)');
    expect(['subject', 'independent', 'cluster'].map(scheme)).to.deep.equal(
      ['subjects', 'the images of each arm', 'subjects'].map(
        (drawn) => `95 % percentile bootstrap intervals (${drawn} drawn)`,
      ),
    );
    expect(told({ procedure: 'ratio' })).to.equal('95 % bootstrap intervals of the ratio (subjects drawn)');
    expect(told({ procedure: 'ratio', subjects: 1 })).to.contain('(images of the one subject drawn)');
    expect(told({ procedure: 'other' })).to.equal('95 % intervals (other)');
  });
});
