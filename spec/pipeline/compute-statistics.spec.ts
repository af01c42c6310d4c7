import { expect } from 'chai';
import type { Cell } from '../../harness/pipeline/cell.ts';
import { computeStatistics, type GroupedStatistic } from '../../harness/pipeline/compute-statistics.ts';
import type { Row } from '../../harness/pipeline/row.ts';

const cells = ['knee', 'brain'].map((dataset) => ({ id: dataset, levels: { dataset } })) as unknown as Cell[];
/** Two images of each of six subjects; of the brain one more subject. */
const rows: readonly Row[] = ['knee', 'brain'].flatMap((cell) =>
  Array.from({ length: cell === 'knee' ? 12 : 14 }, (_, i) =>
    ['psnr', 'ssim'].map((score) => ({
      cell,
      sample: `i${i}`,
      subject: `s${Math.floor(i / 2)}`,
      score,
      value: Math.sin(3 * i + score.length + cell.length),
    })),
  ).flat(),
);
const term = (score: string) => [{ weight: 1, score, cell: {} }];
const computed = (parts: Partial<GroupedStatistic>, dataset = 'knee') => {
  const statistic = {
    id: 's',
    title: 'S',
    by: ['dataset'],
    procedure: 'bootstrap',
    options: {},
    groups: [{ dataset }],
    units: {},
    ...parts,
  } as unknown as GroupedStatistic;
  return computeStatistics([statistic], cells, rows, 77, 'binary')[0]!;
};

describe('a statistic of a group', () => {
  it('says of how many images and subjects it is, and what n counts where it is not images', () => {
    const sizes = (parts: Partial<GroupedStatistic>, dataset?: string) => {
      const { n, subjects, counts } = computed(parts, dataset);
      return [n, subjects, counts];
    };
    const points = [1, 2, 3, 4].map((at) => ({ at, terms: term('psnr') }));
    expect(sizes({ x: term('psnr') })).to.deep.equal([12, 6, undefined]);
    expect(sizes({ x: term('psnr') }, 'brain')).to.deep.equal([14, 7, undefined]);
    expect(sizes({ x: term('psnr'), procedure: 'replicates' })).to.deep.equal([12, 6, 'resamples']);
    expect(sizes({ points, procedure: 'linear-fit' })).to.deep.equal([4, 6, 'points']);
    expect(sizes({ points, procedure: 'linear-fit' }, 'brain')).to.deep.equal([4, 7, 'points']);
    expect(sizes({ x: term('psnr'), counts: 'losses' })).to.deep.equal([12, 6, 'losses']);
  });

  it('draws by the seed of the run, unless it has one of its own', () => {
    expect(computed({ x: term('psnr') }).options).to.include({ seed: 77 });
    expect(computed({ x: term('psnr'), options: { seed: 5 } }).options).to.include({ seed: 5 });
    expect(computed({ x: term('psnr'), procedure: 'summary' }).options).to.not.have.property('seed');
  });

  it('says to take it with care where it takes images of one subject for independent ones', () => {
    const careful = (parts: Partial<GroupedStatistic>) => computed(parts).cautions?.[0];
    expect(careful({ x: term('psnr'), y: term('ssim'), procedure: 'wilcoxon' })).to.include(
      '12 images of 6 subjects',
    );
    expect(careful({ x: term('psnr'), procedure: 'replicates' })).to.equal(undefined);
    const points = [1, 2, 3, 4].map((at) => ({ at, terms: term('psnr') }));
    expect(careful({ points, procedure: 'linear-fit' })).to.equal(undefined);
  });
});
