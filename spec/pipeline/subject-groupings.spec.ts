import { expect } from 'chai';
import { unitAt } from '../../harness/numeric/unit.ts';
import { checkExperiment } from '../../harness/pipeline/check-experiment.ts';
import { computeStatistics, type GroupedStatistic } from '../../harness/pipeline/compute-statistics.ts';
import type { StatisticDeclaration } from '../../harness/pipeline/experiment.ts';
import { inSubjectGroups } from '../../harness/pipeline/in-subject-groups.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import type { Subgroups } from '../../harness/statistics/subgroups.ts';
import { experimentOf, phantom, planOf, srBlock, world } from './planned.ts';

const sex = { names: ['F', 'M'], groupOf: { s0: 0, s1: 1, s2: 0, s3: 1 } };
const site = { names: ['east', 'west'], groupOf: { s0: 0, s1: 0, s2: 1, s3: 1 } };
const byGroup: StatisticDeclaration = {
  id: 'gain',
  title: 'Gain',
  by: ['dataset', 'grouping'],
  procedure: 'subgroups',
  options: { least: 2 },
  x: [{ weight: 1, score: 'psnr', cell: {} }],
};
const cells = [{ ...srBlock, dataset: ['knee', 'brain'] }];
const grouped = (groups: object = { by: { sex, site } }) => ({
  datasets: { ...world.datasets, brains: phantom('brains', { groups } as object) },
});
const plan = (statistic: Partial<StatisticDeclaration> = {}, groups?: object) =>
  planOf({ cells, statistics: [{ ...byGroup, ...statistic }] }, grouped(groups));

describe('statistics by group of subjects', () => {
  it('are computed once for every grouping that the data set declares, and absent where it declares none', () => {
    const { computed, absent, statistics } = plan();
    expect(computed.map(({ group }) => group)).to.deep.equal([
      { dataset: 'brain', grouping: 'sex' },
      { dataset: 'brain', grouping: 'site' },
    ]);
    expect(absent).to.deep.equal([
      {
        statistic: 'gain',
        group: { dataset: 'knee' },
        reason: 'needs groups of subjects, which the data set knees does not declare',
      },
    ]);
    const [{ groupings, units }] = statistics!.params['statistics'] as [GroupedStatistic];
    expect(['/groups/mean', '/greatest/holm'].map((at) => unitAt(units, at))).to.deep.equal(['dB', '1']);
    expect(groupings).to.deep.equal([
      { ...sex, among: 2 },
      { ...site, among: 2 },
    ]);
  });

  it('may be of some groupings, which alone are counted', () => {
    const { computed, statistics } = plan({ where: { grouping: ['site'], dataset: ['brain'] } });
    expect(computed.map(({ group }) => group)).to.deep.equal([{ dataset: 'brain', grouping: 'site' }]);
    const [{ groupings }] = statistics!.params['statistics'] as [GroupedStatistic];
    expect(groupings).to.deep.equal([{ ...site, among: 1 }]);
  });

  it('say why the table is not there, and leave all else', () => {
    const { absent, computed } = plan({}, { missing: 'needs the table of subjects of brains: s.csv' });
    expect(computed).to.deep.equal([]);
    expect(absent.map(({ group, reason }) => [group['dataset'], reason])).to.deep.equal([
      ['knee', 'needs groups of subjects, which the data set knees does not declare'],
      ['brain', 'needs the table of subjects of brains: s.csv'],
    ]);
  });

  it('change no other stage: a table of subjects decides nothing of images or rows', () => {
    const keys = (groups?: object) => plan({}, groups).measures.map(({ key }) => key);
    expect(keys()).to.deep.equal(keys({ by: { sex } }));
    expect(plan().statistics!.key).to.not.equal(plan({}, { by: { sex } }).statistics!.key);
  });

  it('are of one data set, whose table tells its subjects apart', () => {
    const x = ['knee', 'brain'].map((dataset) => ({ weight: 1, score: 'psnr', cell: { dataset } }));
    expect(() => plan({ by: ['grouping'], x })).to.throw(
      /expected scores of one data set, .* got knee, brain; add dataset to its "by", or name one in the contrast/,
    );
    const { computed } = plan({ by: ['grouping'], x: [x[1]!] });
    expect(computed.map(({ group }) => group)).to.deep.equal([{ grouping: 'sex' }, { grouping: 'site' }]);
  });

  it('are of the procedure subgroups and of x alone', () => {
    const check = (parts: Partial<StatisticDeclaration>) =>
      checkExperiment(experimentOf({ cells, statistics: [{ ...byGroup, ...parts }] }), (pointer) => pointer);
    check({});
    expect(() => check({ procedure: 'bootstrap', options: {} })).to.throw(
      '/statistics/0: expected the procedure subgroups of x alone, by grouping, got bootstrap; take grouping out of "by"',
    );
    expect(() => check({ y: byGroup.x! })).to.throw(/got y, or points; remove them: the groups are y/);
  });
});

describe('scores in groups of subjects', () => {
  const levels = { dataset: 'brain', autoencoder: 'medical' };
  const cell = { id: 'brain/medical', levels, dataset: 'brain' } as never;
  /** Two images of each of four subjects; those of s0 and s2 are 3 above the others. */
  const rows = ['s0', 's1', 's2', 's3'].flatMap((subject, s) =>
    [0, 1].map((z): Row => {
      const value = 20 + z + (s % 2 === 0 ? 3 : 0) + 0.1 * s;
      return { cell: 'brain/medical', sample: `${subject}_${z}`, subject, score: 'psnr', value };
    }),
  );
  const statistic: GroupedStatistic = {
    ...byGroup,
    groups: [
      { dataset: 'brain', grouping: 'sex' },
      { dataset: 'brain', grouping: 'site' },
    ],
    groupings: [
      { ...sex, among: 2 },
      { ...site, among: 2 },
    ],
    units: {},
  };
  const computed = (given = statistic) => computeStatistics([given], [cell], rows, 1, 'binary');

  it('are compared by name, allowing for all groupings', () => {
    const found = computed();
    expect(found.map(({ group, options }) => [group['grouping'], options])).to.deep.equal([
      ['sex', { least: 2, groupings: 2 }],
      ['site', { least: 2, groupings: 2 }],
    ]);
    const [first, second] = found.map(({ result }) => result as unknown as Subgroups);
    expect(first!.greatest).to.deep.include({ first: 'F', second: 'M' });
    expect(first!.greatest!.value).to.be.closeTo(2.9, 1e-12);
    expect(second!.greatest!.value).to.be.closeTo(-0.2, 1e-12);
    expect(second!.groups.map(({ group, n, subjects }) => [group, n, subjects])).to.deep.equal([
      ['east', 4, 2],
      ['west', 4, 2],
    ]);
  });

  it('of a group that none of the images has are too few, by name', () => {
    const young = { names: ['young', 'old', 'oldest'], groupOf: { s0: 0, s1: 0, s2: 1, s3: 1 }, among: 1 };
    const [{ result }] = computed({
      ...statistic,
      groups: [{ dataset: 'brain', grouping: 'age' }],
      groupings: [young],
    });
    expect(result['small']).to.deep.equal(['oldest']);
    expect((result as unknown as Subgroups).groups.map(({ group }) => group)).to.deep.equal(['young', 'old']);
  });

  it('name the subjects that are in no group, and how the table writes them otherwise', () => {
    const sample = { ids: ['a', 'b', 'c'], clusters: ['s0', 's9', 'S 1'], x: Float64Array.of(1, 2, 3) };
    expect(() => inSubjectGroups(sample, sex, 'statistic gain brain sex')).to.throw(
      'statistic gain brain sex: expected every subject of the data set in the table of subjects, got none of s9, S 1 (written "s1" there); add them to the table; where nothing is known of one, write so: unknown',
    );
    const many = Array.from({ length: 11 }, (_, i) => `x${i}`);
    expect(() => inSubjectGroups({ ids: many, clusters: many, x: new Float64Array(11) }, sex, 's')).to.throw(
      /none of x0, .*, x7 and 3 more;/,
    );
    const known = { ids: ['a'], clusters: ['toString'], x: Float64Array.of(1) };
    expect(() => inSubjectGroups(known, sex, 's')).to.throw(/none of toString/);
  });
});
