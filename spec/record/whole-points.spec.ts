import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { type Row, realPointExists } from '../../harness/record/real-point.ts';
import { wholePoint } from '../../harness/record/whole-point.ts';
import { wholeSumsExist } from '../../harness/record/whole-sums.ts';

/** All points of whole coordinates from 0 to `most`. */
function allPoints([first, ...rest]: readonly number[]): readonly (readonly number[])[] {
  if (first === undefined) return [[]];
  const others = allPoints(rest);
  return Array.from({ length: first + 1 }, (_, value) => others.map((other) => [value, ...other])).flat();
}

const dot = (weights: readonly number[], point: readonly number[]) =>
  weights.reduce((sum, weight, axis) => sum + weight * point[axis]!, 0);

/** Rows in quarters, so that ends are met exactly. */
function drawn(seed: number) {
  const random = stream(seed, 'whole points');
  const axes = 2 + random.below(3);
  const most = Array.from({ length: axes }, () => random.below(4));
  const rows: Row[] = Array.from({ length: 1 + random.below(3) }, () => {
    const weights = Array.from({ length: axes }, () => random.below(4) / 4);
    const low = (random.below(9) - 1) / 4;
    return { weights, within: { low, high: low + random.below(3) / 8 } };
  });
  return { most, rows, first: 1 + random.below(axes - 1) };
}

const meets = (rows: readonly Row[], point: readonly number[]) =>
  rows.every(({ weights, within }) => {
    const value = dot(weights, point);
    return value >= within.low && value <= within.high;
  });

describe('points of whole coordinates', () => {
  it('that meet demands are found where a list of all has one, and none elsewhere', () => {
    let found = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { most, rows, first } = drawn(seed);
      const exists = allPoints(most).some((point) => meets(rows, point));
      const demands = rows.map(({ weights, within }) => ({
        of: (point: readonly number[]) => dot(weights, point),
        within,
      }));
      const point = wholePoint(most, demands);
      expect(point !== null, `seed ${seed}`).to.equal(exists);
      if (point) expect(meets(rows, point), `seed ${seed}`).to.equal(true);
      expect(wholeSumsExist(most, rows, first), `seed ${seed}`).to.equal(exists);
      if (exists) expect(realPointExists(most, rows), `seed ${seed}`).to.equal(true);
      found += Number(exists);
    }
    expect(found).to.be.within(80, 320);
  });

  it('at which 0 / 0 is asked meet what takes 0 or 1, as programs print for it', () => {
    const of = ([x]: readonly number[]) => (x === 0 ? Number.NaN : 0.5);
    const at = (low: number, high: number) => wholePoint([0], [{ of, within: { low, high } }]);
    expect([at(-0.1, 0.1), at(0.9, 1.1), at(0, 0), at(1, 1)]).to.deep.equal([[0], [0], [0], [0]]);
    expect([at(0.4, 0.6), at(1.1, 1.2), at(-0.2, -0.1)]).to.deep.equal([null, null, null]);
  });
});

describe('real points', () => {
  it('exist where a line of them meets rows between whole ones, and not where rows contradict each other', () => {
    const half = { low: 0.5, high: 0.5 };
    expect(realPointExists([1, 1], [{ weights: [1, 0], within: half }])).to.equal(true);
    expect(wholeSumsExist([1, 1], [{ weights: [1, 0], within: half }], 1)).to.equal(false);
    const rows = (sum: number) => [
      { weights: [1, 0], within: half },
      { weights: [0, 1], within: half },
      { weights: [1, 1], within: { low: sum, high: sum } },
    ];
    expect(realPointExists([1, 1], rows(1))).to.equal(true);
    expect(realPointExists([1, 1], rows(1.01))).to.equal(false);
    expect(realPointExists([1, 1], rows(0.99))).to.equal(false);
  });

  it('are told by rows together that each alone allows', () => {
    // x + y = 1 and x + 2 y = 2.1 take y = 1.1, above 1.
    const rows = (to: number) => [
      { weights: [1, 1], within: { low: 1, high: 1 } },
      { weights: [1, 2], within: { low: to, high: to } },
    ];
    expect(realPointExists([2, 1], rows(2))).to.equal(true);
    expect(realPointExists([2, 1], rows(2.1))).to.equal(false);
    expect(realPointExists([2, 1], rows(0.9))).to.equal(false);
  });
});
