import { expect } from 'chai';
import fc from 'fast-check';
import { type Stream, stream } from '../../harness/numeric/stream.ts';
import { eachAlone, labelsOf } from '../../harness/statistics/clustering.ts';
import { pearson } from '../../harness/statistics/correlation.ts';
import { leaveOut } from '../../harness/statistics/leave-out.ts';
import { runs } from '../runs.ts';

type Columns = readonly [x: Float64Array, y: Float64Array];

/** What stands out: nothing, one point far away, or a line but for one point, so that a subtraction leaves no digit. */
const shapes: Readonly<Record<string, (random: Stream, n: number) => Columns>> = {
  plain: (random, n) => noisy(random, n, 1),
  outlier: (random, n) => {
    const [x, y] = noisy(random, n, 1);
    x[3] = 1e9;
    y[3] = -1e9;
    return [x, y];
  },
  'line but for a point': (random, n) => {
    const [x, y] = noisy(random, n, 1e-9);
    y[7] = 1e4;
    return [x, y];
  },
};

function noisy(random: Stream, n: number, noise: number): Columns {
  const x = Float64Array.from({ length: n }, () => 25 + random.normal());
  return [x, x.map((v) => 3 - v / 2 + noise * random.normal())];
}

describe('parts left out in turn', () => {
  for (const [name, draw] of Object.entries(shapes)) {
    for (const size of [1, 3]) {
      it(`gives what leaving out each of many gives: ${name}, parts of about ${size}`, () => {
        fc.assert(
          fc.property(fc.integer(), (seed) => {
            const random = stream(seed, 'leave out');
            const [x, y] = draw(random, 130 * size);
            const ids = Array.from(x, (_, i) => `p${i}`);
            const parts = size === 1 ? eachAlone(ids) : labelsOf(ids.map(() => `g${random.below(130)}`));
            const result = leaveOut(x, y, parts)!;
            const fits = parts.names.map((own, part) => {
              const keep = (values: Float64Array) => values.filter((_value, i) => parts.of[i] !== part);
              return { name: own, ...pearson(keep(x), keep(y)) };
            });
            const [r, r2, p] = [
              fits.map((fit) => fit.r),
              fits.map((fit) => fit.r2),
              fits.map((fit) => fit.p),
            ] as const;
            const named = (own: string) => fits.find((fit) => fit.name === own)!.r2;
            const found = [...result.r, ...result.r2, named(result.least), named(result.most), result.p];
            const wanted = [
              Math.min(...r),
              Math.max(...r),
              ...[0, 1].flatMap(() => [Math.min(...r2), Math.max(...r2)]),
            ];
            // Which of two that are alike but for rounding is found is no statement about the data.
            found.forEach((value, k) => {
              const of = [...wanted, Math.max(...p)][k]!;
              expect(value, `number ${k}`).to.be.closeTo(of, 1e-11 * Math.abs(of));
            });
          }),
          { numRuns: runs(5) },
        );
      });
    }
  }

  it('names the first of many parts where that is the one', () => {
    const ids = Array.from({ length: 130 }, (_, i) => `p${i}`);
    const x = Float64Array.from(ids, (_, i) => i);
    const bent = leaveOut(x, x.with(0, 500), eachAlone(ids))!;
    expect(bent.most).to.equal('p0');
    expect(bent.r2[1]).to.be.closeTo(1, 1e-12);
  });

  it('finds the same of many parts in any unit of either column', () => {
    for (const seed of [1, 2, 3, 4]) {
      const [x, y] = noisy(stream(seed, 'leave out in units'), 360, 3);
      const parts = labelsOf(Array.from(x, (_, i) => `g${i % 120}`));
      const { r, p, least, most } = leaveOut(x, y, parts)!;
      for (const [a, b] of [
        [1e6, 1],
        [1e-6, 1e6],
        [1, 1e-6],
      ] as const) {
        const scaled = leaveOut(
          x.map((v) => a * v),
          y.map((v) => b * v),
          parts,
        )!;
        expect([scaled.least, scaled.most]).to.deep.equal([least, most]);
        expect(scaled.p).to.be.closeTo(p, 1e-9 * p);
        for (const end of [0, 1] as const) expect(scaled.r[end]).to.be.closeTo(r[end], 1e-9);
      }
    }
  });

  it('is null where a column is constant without a part, or fewer than three points are left', () => {
    const ids = Array.from({ length: 200 }, (_, i) => `p${i}`);
    const column = (of: (i: number) => number) => Float64Array.from(ids, (_, i) => of(i));
    const line = column((i) => i);
    const one = column((i) => Number(i === 150));
    expect(leaveOut(one, line, eachAlone(ids))).to.equal(null);
    expect(leaveOut(line, one, eachAlone(ids))).to.equal(null);
    const two = column((i) => Number(i === 150 || i === 20));
    expect(leaveOut(two, line, eachAlone(ids))).to.not.equal(null);
    const halves = labelsOf(ids.map((_, i) => (i < 100 ? 'a' : 'b')));
    expect(leaveOut(line, line, halves)).to.not.equal(null);
    expect(
      leaveOut(
        column((i) => (i < 100 ? i : 7)),
        line,
        halves,
      ),
    ).to.equal(null);
    const threes = labelsOf(['a', 'a', 'b', 'b', 'b']);
    const short = Float64Array.of(1, 2, 3, 5, 4);
    expect(leaveOut(short, short.toReversed(), threes)).to.equal(null);
    const six = labelsOf(['a', 'a', 'a', 'b', 'b', 'b']);
    const left = leaveOut(Float64Array.of(1, 2, 3, 1, 2, 3), Float64Array.of(1, 2, 4, 3, 2, 1), six)!;
    expect(left.r[0]).to.be.closeTo(-1, 1e-12);
    expect([left.least, left.most]).to.deep.equal(['b', 'a']);
    const most = labelsOf(ids.map((_, i) => (i < 198 ? 'a' : `b${i}`)));
    expect(leaveOut(line, line, most)).to.equal(null);
  });
});
