import { expect } from 'chai';
import type { Cell } from '../../harness/pipeline/cell.ts';
import type { StatisticDeclaration } from '../../harness/pipeline/experiment.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { indexRows, sampleFor } from '../../harness/pipeline/series.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';

const arms = ['a', 'b', 'c'];
const cells = arms.map((arm) => ({
  id: `d/${arm}`,
  levels: { dataset: 'd', method: arm },
})) as unknown as Cell[];

/** Two images of each of ten subjects; `spread` is what an arm adds that differs from subject to subject. */
function rowsOf(
  levels: Readonly<Record<string, readonly [ceiling: number, sr: number, spread: number]>>,
): Row[] {
  return Object.entries(levels).flatMap(([arm, [ceiling, sr, spread]]) =>
    Array.from({ length: 20 }, (_, i) => {
      const [sample, subject] = [`s${i}`, `p${i % 10}`];
      const wave = spread * Math.sin(3 * (i % 10));
      return [
        { cell: `d/${arm}`, sample, subject, score: 'ceiling', value: ceiling + i },
        { cell: `d/${arm}`, sample, subject, score: 'sr', value: sr + i + wave },
      ];
    }).flat(),
  );
}

const statistic: StatisticDeclaration = {
  id: 'choice',
  title: 'Choice',
  by: ['dataset'],
  procedure: 'screening',
  options: {},
  points: arms.map((arm) => ({
    id: arm,
    at: [{ weight: 1, score: 'ceiling', cell: { method: arm } }],
    terms: [{ weight: 1, score: 'sr', cell: { method: arm } }],
  })),
};

const choiceFrom = (rows: Row[]) => {
  const sample = sampleFor(statistic, { dataset: 'd' }, cells, indexRows(rows), 'binary');
  const procedure = procedureNamed('screening');
  return procedure.compute(sample, procedure.resolve({ resamples: 1000 })) as unknown as {
    chosen: string;
    best: string;
    regret: { value: number; ci95: readonly [number, number] };
    hitRate: number;
  };
};

describe('points of a statistic', () => {
  it('carry the images they are means of, which screening draws anew by subject', () => {
    const { chosen, best, regret, hitRate } = choiceFrom(
      rowsOf({ a: [3, 1, 0], b: [2, 1.4, 0.8], c: [1, 0, 0] }),
    );
    expect([chosen, best]).to.deep.equal(['a', 'b']);
    expect(regret.value).to.be.within(regret.ci95[0], regret.ci95[1]);
    expect(regret.ci95[1] - regret.ci95[0]).to.be.above(0.3);
    expect(hitRate).to.be.within(0.001, 0.3);
  });

  it('leave a choice that every image agrees with without regret', () => {
    const { regret, hitRate } = choiceFrom(rowsOf({ a: [3, 3, 0], b: [2, 1, 0], c: [1, 0, 0] }));
    expect([regret.value, ...regret.ci95, hitRate]).to.deep.equal([0, 0, 0, 1]);
  });

  it('carry nothing where they are means over different samples', () => {
    const rows = rowsOf({ a: [3, 1, 0], b: [2, 2, 0], c: [1, 0, 0] });
    const missing = rows.filter(({ cell, sample }) => !(cell === 'd/c' && sample === 's3'));
    const sample = sampleFor(statistic, { dataset: 'd' }, cells, indexRows(missing), 'binary');
    expect(sample.behind).to.equal(undefined);
    // As many, but not the same ones.
    const others = rows.map((row) =>
      row.cell === 'd/c' && row.sample === 's3' ? { ...row, sample: 't3' } : row,
    );
    expect(sampleFor(statistic, { dataset: 'd' }, cells, indexRows(others), 'binary').behind).to.equal(
      undefined,
    );
    expect(sampleFor(statistic, { dataset: 'd' }, cells, indexRows(rows), 'binary').behind).to.not.equal(
      undefined,
    );
  });

  it('carry their images also where their places are given', () => {
    const points = statistic.points!.map((point, i) => ({ ...point, at: i / 2 }));
    const rows = indexRows(rowsOf({ a: [3, 1, 0], b: [2, 2, 0], c: [1, 0, 0] }));
    const { x, behind } = sampleFor({ ...statistic, points }, { dataset: 'd' }, cells, rows, 'binary');
    expect([...x]).to.deep.equal([0, 0.5, 1]);
    expect(behind!.x.map((column) => [...new Set(column)])).to.deep.equal([[0], [0.5], [1]]);
    expect(behind!.y.map((column) => column.length)).to.deep.equal([20, 20, 20]);
    const [one] = points;
    const single = { ...statistic, points: [one!] };
    expect(sampleFor(single, { dataset: 'd' }, cells, rows, 'binary').behind!.y).to.deep.equal([
      behind!.y[0],
    ]);
  });

  it('are each a cluster of their own, unless they are said to share one', () => {
    const rows = indexRows(rowsOf({ a: [3, 1, 0], b: [2, 2, 0], c: [1, 0, 0] }));
    const clustersOf = (points: StatisticDeclaration['points']) =>
      sampleFor({ ...statistic, points: points! }, { dataset: 'd' }, cells, rows, 'binary').clusters;
    const [a, b, c] = statistic.points!;
    expect(clustersOf([a!, b!, c!])).to.deep.equal(['a', 'b', 'c']);
    expect(clustersOf([a!, { ...b!, cluster: 'pair' }, { ...c!, cluster: 'pair' }])).to.deep.equal([
      'a',
      'pair',
      'pair',
    ]);
  });

  it('of two groups stand in one column, first and second, as do their subjects', () => {
    const { points: _, ...rest } = statistic;
    const column = (method: string) => [{ weight: 1, score: 'sr', cell: { method } }];
    const rows = indexRows(
      rowsOf({ a: [3, 1, 0], b: [2, 2, 0] }).filter(({ sample }) => ['s0', 's1'].includes(sample)),
    );
    const groups = { ...rest, x: column('a'), y: column('b'), independent: true };
    const { ids, clusters, x, y } = sampleFor(groups, { dataset: 'd' }, cells, rows, 'binary');
    expect(ids).to.deep.equal(['1:s0', '1:s1', '2:s0', '2:s1']);
    expect(clusters).to.deep.equal(['1:p0', '1:p1', '2:p0', '2:p1']);
    expect([[...x], [...y!]]).to.deep.equal([
      [1, 2, 2, 3],
      [1, 1, 0, 0],
    ]);
  });

  it('and columns are of the same samples, none more on either side', () => {
    const rows = rowsOf({ a: [3, 1, 0], b: [2, 2, 0] });
    const { points: _, ...rest } = statistic;
    const paired = {
      ...rest,
      x: [{ weight: 1, score: 'sr', cell: { method: 'a' } }],
      y: [{ weight: 1, score: 'sr', cell: { method: 'b' } }],
    };
    const without = (arm: string) => rows.filter(({ cell, sample }) => !(cell === arm && sample === 's3'));
    const of = (given: Row[]) => sampleFor(paired, { dataset: 'd' }, cells, indexRows(given), 'binary');
    expect(of(rows).ids).to.have.length(20);
    expect(() => of(without('d/a'))).to.throw(
      'statistic choice: expected arms with the same samples, got missing in the second: none; in the first: s3;',
    );
    expect(() => of(without('d/b'))).to.throw('got missing in the second: s3; in the first: none;');
  });

  it('of printed decimals are decimals where whole multiples are taken, else as they are computed', () => {
    const rows = rowsOf({ a: [0.1, 0.7, 0], b: [0.2, 0.1, 0] }).filter(({ sample }) => sample === 's0');
    const { points: _, ...rest } = statistic;
    const sum = (weight: number) => {
      const x = [
        { weight, score: 'ceiling', cell: { method: 'a' } },
        { weight: 1, score: 'ceiling', cell: { method: 'b' } },
      ];
      return ['decimal', 'binary'].map(
        (ties) => sampleFor({ ...rest, x }, { dataset: 'd' }, cells, indexRows(rows), ties as 'decimal').x[0],
      );
    };
    expect(sum(1)).to.deep.equal([0.3, 0.1 + 0.2]);
    expect(sum(-2)).to.deep.equal([0, 0]);
    // Of one digit and of two: of two together.
    const finer = rows.map((row) => (row.cell === 'd/b' ? { ...row, value: 0.25 } : row));
    const x = ['a', 'b'].map((method) => ({ weight: 1, score: 'ceiling', cell: { method } }));
    expect(sampleFor({ ...rest, x }, { dataset: 'd' }, cells, indexRows(finer), 'decimal').x[0]).to.equal(
      0.35,
    );
    // Of three digits, and a sum that falls short of 0.8 in binary.
    const plus = (value: number) => {
      const of = rows.map((row) => (row.cell === 'd/b' ? { ...row, value } : row));
      return sampleFor({ ...rest, x }, { dataset: 'd' }, cells, indexRows(of), 'decimal').x[0];
    };
    expect([plus(0.125), plus(0.7)]).to.deep.equal([0.225, 0.8]);
    expect(sum(0.77)).to.deep.equal([0.77 * 0.1 + 0.2, 0.77 * 0.1 + 0.2]);
  });
});
