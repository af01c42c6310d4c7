import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../harness/numeric/input-error.ts';
import { endOfCurve } from '../../harness/training/end-of-curve.ts';
import { draws, oracle } from '../metrics/oracle-inputs.ts';

interface CurveCase {
  readonly seed: number;
  readonly count: number;
  readonly final: readonly number[];
  readonly total: number;
  readonly change: readonly number[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const changes = (losses: readonly number[]) => endOfCurve(losses).map(({ change }) => change);
const curve = fc.array(fc.double({ min: 0.01, max: 2, noNaN: true }), { minLength: 2, maxLength: 120 });

describe('the end of a training curve', () => {
  it('is what NumPy makes of 200 curves', () => {
    oracle<CurveCase>('training-loss').forEach(({ seed, count, ...theirs }, index) => {
      const losses = [...draws(seed, count)].map(
        (value, i) => value + 0.05 + 2 * Math.exp(-i / (5 + (index % 40))),
      );
      const points = endOfCurve(losses);
      expect(points).to.have.length(theirs.final.length);
      points.forEach(({ at, final, change }, i) => {
        expect(at).to.equal(count - points.length + i);
        expect(final).to.be.closeTo(theirs.final[i]!, 1e-12);
        expect(change).to.be.closeTo(theirs.change[i]!, 1e-10);
      });
      expect(mean(changes(losses))).to.be.closeTo(theirs.total, 1e-10);
    });
  });

  it('is the same in any unit of the loss', () => {
    fc.assert(
      fc.property(curve, fc.double({ min: 0.1, max: 10, noNaN: true }), (losses, unit) => {
        const scaled = endOfCurve(losses.map((loss) => unit * loss));
        endOfCurve(losses).forEach(({ at, final, change }, i) => {
          expect(scaled[i]!.at).to.equal(at);
          expect(scaled[i]!.final).to.be.closeTo(final, 1e-9);
          expect(scaled[i]!.change).to.be.closeTo(change, 1e-8);
        });
      }),
    );
  });

  it('changes by nothing where the loss stands still, and without scatter where it falls evenly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        (n, rate) => {
          const even = Array.from({ length: n }, (_, i) => Math.exp(rate * i));
          const points = endOfCurve(even);
          for (const { change } of points) expect(change).to.be.closeTo(rate * points.length, 1e-8);
        },
      ),
    );
  });

  it('sees the last tenth alone, but for the first loss', () => {
    const losses = Array.from({ length: 100 }, (_, i) => 1 / (i + 1));
    const other = losses.map((loss, i) => (i > 0 && i < 90 ? 7 : loss));
    expect(endOfCurve(other)).to.deep.equal(endOfCurve(losses));
    expect(endOfCurve(losses)).to.have.length(10);
    expect(changes(losses.map((loss, i) => (i === 90 ? 7 : loss)))).to.not.deep.equal(changes(losses));
  });

  it('is of a curve of two losses or more, all above 0', () => {
    for (const losses of [[], [1], [1, 0], [1, -1], [1, Number.NaN], [1, Number.POSITIVE_INFINITY]]) {
      expect(() => endOfCurve(losses)).to.throw(
        InputError,
        'expected a curve of at least two losses above 0',
      );
    }
    expect(() => endOfCurve([3, 0, 2])).to.throw('above 0, got 3, the least 0; train more steps');
  });
});
