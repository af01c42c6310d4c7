import { expect } from 'chai';
import fc from 'fast-check';
import { type Cell, cellsOf, cellWith } from '../../harness/pipeline/cell.ts';
import type { CellBlock, Level, StatisticDeclaration } from '../../harness/pipeline/experiment.ts';
import { groupsOf } from '../../harness/pipeline/groups.ts';
import { indexRows, sampleFor } from '../../harness/pipeline/series.ts';
import { runs } from '../runs.ts';

const main = ['knee', 'brain', 'chest'];
const level = (id: string): Level => ({ id, kind: 'task' });
const of = (...cells: CellBlock[]) => cellsOf({ id: 'e', cells }, main);

/** Distinct ids. */
const ids = (prefix: string) =>
  fc.integer({ min: 1, max: 3 }).map((count) => Array.from({ length: count }, (_, i) => `${prefix}${i}`));
const levels = (prefix: string) => ids(prefix).map((names) => names.map(level));
const block: fc.Arbitrary<CellBlock> = fc.record(
  {
    dataset: ids('d'),
    degradation: levels('g'),
    method: levels('m'),
    autoencoder: ids('a'),
    denoiser: ids('n'),
    sampler: ids('s'),
    seed: ids('r').map((names) => names.map((id, i) => ({ id, autoencoder: i, denoiser: i }))),
  },
  { requiredKeys: ['dataset', 'degradation', 'method'] },
) as fc.Arbitrary<CellBlock>;

describe('cells of an experiment', () => {
  it("are the product of their factors' levels, each named by its levels in the order of the factors", () => {
    fc.assert(
      fc.property(block, (given) => {
        const cells = of(given);
        const sizes = Object.values(given).map((list: readonly unknown[]) => list.length);
        expect(cells.length).to.equal(sizes.reduce((a, b) => a * b, 1));
        expect(new Set(cells.map(({ id }) => id)).size).to.equal(cells.length);
        for (const { id, levels: own } of cells) {
          expect(id).to.equal(Object.values(own).join('/'));
          expect(Object.keys(own)).to.deep.equal(
            ['dataset', 'degradation', 'method', 'autoencoder', 'denoiser', 'sampler', 'seed'].filter(
              (factor) => factor in given,
            ),
          );
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('do not depend on the order in which a block names its factors', () => {
    fc.assert(
      fc.property(block, (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse()) as unknown as CellBlock;
        expect(of(turned)).to.deep.equal(of(given));
      }),
      { numRuns: runs(20) },
    );
  });

  const plain = { degradation: [level('task')], method: [level('bicubic')] };

  it('take * for the main data sets, each once where it is named besides', () => {
    expect(of({ ...plain, dataset: ['*'] }).map(({ dataset }) => dataset)).to.deep.equal(main);
    expect(of({ ...plain, dataset: ['brain', '*', 'natural'] }).map(({ dataset }) => dataset)).to.deep.equal([
      'brain',
      'knee',
      'chest',
      'natural',
    ]);
  });

  it('of blocks without seeds come from the first run of each training', () => {
    const [cell] = of({ ...plain, dataset: ['knee'] });
    expect(cell!.seed).to.deep.equal({ id: 'first', autoencoder: 0, denoiser: 0 });
    expect(cell!.id).to.equal('knee/task/bicubic');
    expect(cell!.levels).to.not.have.property('seed');
  });

  it('that two blocks make alike are refused by name', () => {
    const one = { ...plain, dataset: ['knee'] };
    expect(() => of({ ...plain, dataset: ['*'] }, one)).to.throw(
      'e: cells: expected every cell once, got knee/task/bicubic twice',
    );
  });

  it('are found by levels that only one of them has', () => {
    const cells = of({ ...plain, dataset: ['*'], autoencoder: ['medical', 'natural'] });
    const wanted = { dataset: 'brain', autoencoder: 'natural' };
    expect(cellWith(cells, wanted, 'w').id).to.equal('brain/task/bicubic/natural');
    expect(() => cellWith(cells, { dataset: 'brain' }, 'w')).to.throw('which fits 2');
    expect(() => cellWith(cells, { ...wanted, sampler: 'x' }, 'w')).to.throw('which fits 0');
  });
});

describe('groups of a statistic', () => {
  const cells = of(
    {
      degradation: [level('task')],
      method: [level('sr')],
      dataset: ['*'],
      autoencoder: ['medical', 'natural'],
    },
    { degradation: [level('task')], method: [level('bicubic')], dataset: ['*'] },
  );

  it('are one for every combination of levels that some cell has, each once', () => {
    expect(groupsOf({ by: [] }, cells)).to.deep.equal([{}]);
    expect(groupsOf({ by: ['dataset'] }, cells)).to.deep.equal(main.map((dataset) => ({ dataset })));
    expect(groupsOf({ by: ['dataset', 'method'] }, cells)).to.have.length(6);
  });

  it('leave out cells that lack a factor', () => {
    expect(groupsOf({ by: ['method', 'autoencoder'] }, cells)).to.deep.equal([
      { method: 'sr', autoencoder: 'medical' },
      { method: 'sr', autoencoder: 'natural' },
    ]);
  });

  it('are limited to the levels named, of a factor that does not group, too', () => {
    expect(groupsOf({ by: ['dataset'], where: { dataset: ['chest', 'knee'] } }, cells)).to.deep.equal([
      { dataset: 'knee' },
      { dataset: 'chest' },
    ]);
    const where = { autoencoder: ['natural'] };
    expect(groupsOf({ by: ['method'], where }, cells)).to.deep.equal([{ method: 'sr' }]);
    expect(groupsOf({ by: ['dataset'], where: { sampler: ['x'] } }, cells)).to.deep.equal([]);
  });
});

describe('points of a statistic', () => {
  const arms = ['a', 'b', 'c'];
  const cells = arms.map((arm) => ({ id: arm, levels: { method: arm } })) as unknown as Cell[];
  const term = (arm: string, score: string, weight = 1) => ({ weight, score, cell: { method: arm } });
  const statistic = (points: StatisticDeclaration['points']): StatisticDeclaration => ({
    id: 's',
    title: 'S',
    by: [],
    procedure: 'p',
    options: {},
    points: points!,
  });
  const value = fc.integer({ min: -99, max: 99 });
  const table = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 6 });
  const rowsOf = (values: readonly (readonly number[])[], score: string) =>
    values.flatMap((row, i) =>
      row.map((each, j) => ({ cell: arms[j]!, sample: `s${i}`, subject: `p${i}`, score, value: each })),
    );
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  it('have the means of terms as abscissa and ordinate, weights and all', () => {
    fc.assert(
      fc.property(table, fc.infiniteStream(value), (values, others) => {
        const more = values.map((row) => row.map(() => others.next().value as number));
        const scores = indexRows([...rowsOf(values, 'x'), ...rowsOf(more, 'y')]);
        const points = arms.map((arm, i) => ({
          id: arm,
          cluster: `k${i % 2}`,
          at: [term(arm, 'x', 2), term('a', 'y', -1)],
          terms: [term(arm, 'y')],
        }));
        const sample = sampleFor(statistic(points), {}, cells, scores, 'binary');
        expect(sample.ids).to.deep.equal(arms);
        expect(sample.clusters).to.deep.equal(['k0', 'k1', 'k0']);
        arms.forEach((_, j) => {
          const at = mean(values.map((row, i) => 2 * row[j]! - more[i]![0]!));
          expect(sample.x[j]).to.be.closeTo(at, 1e-9);
          expect(sample.y![j]).to.be.closeTo(mean(more.map((row) => row[j]!)), 1e-9);
        });
      }),
      { numRuns: runs(30) },
    );
  });

  it('may stand at given numbers, which name them', () => {
    const scores = indexRows(rowsOf([[1, 2, 3]], 'y'));
    const points = arms.map((arm, i) => ({ at: 10 * i, terms: [term(arm, 'y')] }));
    const sample = sampleFor(statistic(points), {}, cells, scores, 'binary');
    expect([...sample.x]).to.deep.equal([0, 10, 20]);
    expect([...sample.y!]).to.deep.equal([1, 2, 3]);
    expect(sample.ids).to.deep.equal(['0', '10', '20']);
  });

  it('that fit no levels, or several, are shown: up to four of them, and that there are more', () => {
    const cells = of({
      dataset: ['d0', 'd1', 'd2'],
      degradation: [level('g')],
      method: [level('m0'), level('m1')],
    });
    expect(() => cellWith(cells, { method: 'm1' }, 'here')).to.throw(
      'here: expected levels of exactly one of the 6 cells (d0/g/m1, d1/g/m1, d2/g/m1, ...), got {"method":"m1"}, which fits 3;',
    );
    expect(() => cellWith(cells, { method: 'm2' }, 'here')).to.throw(
      '(d0/g/m0, d0/g/m1, d1/g/m0, d1/g/m1, ...), got {"method":"m2"}, which fits 0;',
    );
    expect(() => cellWith(cells.slice(0, 2), {}, 'here')).to.throw('the 2 cells (d0/g/m0, d0/g/m1), got {}');
    expect(cellWith(cells, { method: 'm1', dataset: 'd2' }, 'here').id).to.equal('d2/g/m1');
  });
});
