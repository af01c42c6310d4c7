import { expect } from 'chai';
import type { StatisticResult } from '../../harness/pipeline/compute-statistics.ts';
import type { ExperimentOutcome } from '../../harness/report/experiment-outcome.ts';
import { experimentView } from '../../harness/report/experiment-view.ts';

const statistic = (id: string, more: Partial<StatisticResult>): StatisticResult => ({
  id,
  title: `Title of ${id}`,
  group: { dataset: 'knee', seed: 'first' },
  procedure: 'bootstrap',
  options: { interval: 'bca', scheme: 'paired' },
  n: 12,
  subjects: 4,
  result: { mean: 1.25, ci95: [1, 1.5] },
  units: { mean: 'dB', ci95: 'dB' },
  ...more,
});

const outcomeOf = (more: Partial<ExperimentOutcome>): ExperimentOutcome => ({
  experiment: {
    id: 'e',
    title: 'E',
    question: 'Why?',
    cells: [],
    scores: [],
    statistics: [{ id: 'gain' }] as never,
    figures: [
      { id: 'all', kind: 'forest', title: 'All', statistics: [{ statistic: 'gain', label: 'gain' }] },
      {
        id: 'apart',
        kind: 'forest',
        title: 'Apart',
        each: 'dataset',
        statistics: [{ statistic: 'gain', label: 'gain' }],
      },
    ] as never,
    panels: [],
  },
  cells: [{ levels: { dataset: 'knee' } }, { levels: { dataset: 'brain' } }] as never,
  statistics: [],
  missing: [],
  absent: [],
  failures: [],
  reach: [],
  rows: [],
  curves: [],
  panels: [],
  ...more,
});
const viewOf = (more: Partial<ExperimentOutcome>) => experimentView(outcomeOf(more), ['C1'], 'again');
const rowsOf = (more: Partial<StatisticResult>) =>
  viewOf({ statistics: [statistic('other', more)] }).tables[0]!.rows;

describe('an experiment as the report shows it', () => {
  it('has a row a statistic: value, interval, unit, images, subjects, procedure, numbers to the right', () => {
    const [table, ...more] = viewOf({ statistics: [statistic('gain', {})] }).tables;
    expect(more).to.deep.equal([]);
    expect(table!.columns.map(({ title, numeric }) => `${title}${numeric ? ' >' : ''}`)).to.deep.equal([
      'Statistic',
      'Group',
      'Value >',
      'Interval >',
      'Unit',
      'n >',
      'Subjects >',
      'Procedure',
    ]);
    expect(table!.rows).to.deep.equal([
      ['Title of gain', 'knee first', '1.250', '1 to 1.500', 'dB', '12', '4', 'bootstrap'],
    ]);
  });

  it('leaves the interval of a mean that has none open, and the unit of plain numbers', () => {
    expect(rowsOf({ result: { mean: 2 }, units: { mean: '1' } })[0]!.slice(2, 5)).to.deep.equal([
      '2',
      '',
      '',
    ]);
  });

  it('has a row for each number of a result without a mean, inner ones with their own unit and interval', () => {
    const result = {
      r2: 0.5,
      slope: { value: 2, ci95: [1, 3] },
      shift: { value: 4 },
      method: 'exact',
      none: null,
    };
    const units = { r2: '1', slope: { value: 'dB', ci95: 'dB' }, shift: { value: 's' } };
    expect(rowsOf({ result, units }).map((row) => [row[0], ...row.slice(2, 5)])).to.deep.equal([
      ['Title of other: r2', '0.5000', '', ''],
      ['Title of other: slope', '2', '1 to 3', 'dB'],
      ['Title of other: shift', '4', '', 's'],
    ]);
  });

  it('has a figure for all, and one for each level that could be computed, by name', () => {
    const { figures } = viewOf({
      statistics: ['knee', 'brain'].map((dataset) => statistic('gain', { group: { dataset } })),
    });
    expect(figures.map(({ id, title }) => `${id}: ${title}`)).to.deep.equal([
      'e-all: All',
      'e-apart-knee: Apart, knee',
      'e-apart-brain: Apart, brain',
    ]);
  });

  it('has neither where nothing was computed, and says once what is missing and what failed', () => {
    const absent = ['no mask', 'no mask', 'no weights'].map((reason) => ({ reason })) as never;
    const { tables, figures, notes } = viewOf({ missing: ['no weights'], absent, failures: ['measure: x'] });
    expect([tables, figures]).to.deep.equal([[], []]);
    expect(notes).to.deep.equal(['Not included: no weights', 'Not included: no mask', 'Failed: measure: x']);
  });
});
