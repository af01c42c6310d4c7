import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { correlationFacts } from '../../harness/record/correlation-facts.ts';
import { correlationRange } from '../../harness/record/correlation-range.ts';
import { pearson } from '../../harness/statistics/correlation.ts';

describe('the range of a correlation', () => {
  const draw = (seed: number, half: number) => {
    const random = stream(seed, 'range');
    const n = 4 + random.below(8);
    const column = () => Array.from({ length: n }, () => 20 + 10 * random.uniform());
    const [x, y] = [column(), column()];
    const box = (values: number[]) => values.map((value) => ({ low: value - half, high: value + half }));
    return { random, x: box(x), y: box(y) };
  };

  for (const half of [0.005, 0.05, 1]) {
    it(`holds the correlation of every choice of points within ${half}, corners included`, () => {
      for (let seed = 0; seed < 60; seed++) {
        const { random, x, y } = draw(seed, half);
        const { low, high } = correlationRange(x, y);
        for (let trial = 0; trial < 60; trial++) {
          const pick = (box: typeof x) =>
            box.map((side) => {
              const share = trial % 2 === 0 ? random.below(2) : random.uniform();
              return side.low + share * (side.high - side.low);
            });
          expect(correlation(pick(x), pick(y))).to.be.within(low, high);
        }
      }
    });
  }

  it('is everything where a column may be constant, and one number where points are exact', () => {
    const { x } = draw(1, 0.5);
    const flat = x.map(() => ({ low: 3, high: 3.1 }));
    const constant = x.map(() => ({ low: 3, high: 3 }));
    for (const y of [flat, constant]) {
      expect(correlationRange(x, y)).to.deep.equal({ low: -1, high: 1 });
      expect(correlationRange(y, x)).to.deep.equal({ low: -1, high: 1 });
    }
    const exact = (values: readonly number[]) => values.map((value) => ({ low: value, high: value }));
    const { low, high } = correlationRange(exact([1, 2, 3, 4]), exact([2, 1, 4, 3]));
    expect(low).to.be.within(0.6 - 1e-11, 0.6);
    expect(high).to.be.within(0.6, 0.6 + 1e-11);
    const line = correlationRange(exact([1, 2, 3, 4]), exact([2, 4, 6, 8]));
    expect(line.high).to.equal(1);
  });

  it('is as narrow whatever the unit of either column', () => {
    const box = (values: readonly number[], unit: number) =>
      values.map((value) => ({ low: unit * (value - 0.01), high: unit * (value + 0.01) }));
    const range = (unit: number) => correlationRange(box([1, 2, 3, 5], unit), box([2, 1, 4, 3], 1 / unit));
    const { low, high } = range(1);
    expect(high - low).to.be.below(0.05);
    for (const unit of [1e-3, 1e3]) {
      expect(range(unit).low).to.be.closeTo(low, 1e-9);
      expect(range(unit).high).to.be.closeTo(high, 1e-9);
    }
  });

  it('has facts of what a correlation can be', () => {
    const { r, r2, p } = correlationFacts({ low: -1.2, high: 1.2 }, 5);
    expect(r).to.deep.equal({ low: -1, high: 1 });
    expect(r2.low).to.equal(0);
    expect(r2.high).to.be.closeTo(1, 1e-12);
    expect(p.low).to.equal(0);
    expect(p.high).to.be.closeTo(1, 1e-11);
  });

  it('is attained at its ends to 1e-5 where points are printed to two digits', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { x, y } = draw(seed, 0.005);
      const { low, high } = correlationRange(x, y);
      const [least, most] = climb(x, y);
      expect(least - low).to.be.within(0, 1e-5);
      expect(high - most).to.be.within(0, 1e-5);
    }
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  return pearson(Float64Array.from(x), Float64Array.from(y)).r;
}

/** The extremes over the corners, by changing one coordinate at a time. */
function climb(x: readonly { low: number; high: number }[], y: typeof x): [number, number] {
  return ([-1, 1] as const).map((sign) => {
    const all = [...x, ...y];
    const at = all.map(({ low }) => low);
    const value = () => sign * correlation(at.slice(0, x.length), at.slice(x.length));
    for (let pass = 0; pass < 5; pass++) {
      all.forEach(({ low, high }, i) => {
        at[i] = low;
        const down = value();
        at[i] = high;
        if (value() < down) at[i] = low;
      });
    }
    return sign * value();
  }) as [number, number];
}
