import { expect } from 'chai';
import fc from 'fast-check';
import { type Comparator, compare, samplesToDecide } from '../../harness/claims/comparator.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 });
const interval = fc.tuple(finite, finite).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const bound = fc
  .tuple(fc.constantFrom('above', 'below'), finite)
  .map(([kind, at]) => ({ kind, bound: at }) as Comparator);
const range = fc
  .tuple(fc.constantFrom('within', 'overlaps'), interval)
  .map(([kind, [low, high]]) => ({ kind, low, high }) as Comparator);
const comparator = fc.oneof(bound, range);

describe('comparators', () => {
  it('reproduce a claim only where every value of the interval agrees with it', () => {
    fc.assert(
      fc.property(
        interval,
        comparator,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([low, high], rule, share) => {
          fc.pre(rule.kind !== 'overlaps');
          // Rounding may lead out of an interval of the least numbers.
          const inside = Math.min(high, Math.max(low, low + share * (high - low)));
          const { outcome } = compare([low, high], rule);
          const alone = compare([inside, inside], rule).outcome;
          if (outcome !== 'inconclusive') expect(alone).to.equal(outcome);
        },
      ),
    );
  });

  it('give an interval without width a decision', () => {
    fc.assert(
      fc.property(finite, comparator, (value, rule) => {
        expect(compare([value, value], rule).outcome).to.not.equal('inconclusive');
      }),
    );
  });

  it('take no interval for agreement with a range that would meet it were the truth 0', () => {
    fc.assert(
      fc.property(
        interval,
        interval,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([low, high], range, share) => {
          fc.pre(range[0] > 0 || range[1] < 0);
          const rule: Comparator = { kind: 'overlaps', low: range[0], high: range[1] };
          if (compare([low, high], rule).outcome !== 'reproduced') return;
          // As wide an interval that holds 0 lies clear of the range, unless the range itself is as wide, or touches it.
          const width = high - low;
          const about0: [number, number] = [-width * share, width * (1 - share)];
          const clear = about0[1] < range[0] || about0[0] > range[1];
          const touches = width * (1 + 1e-9) >= Math.min(Math.abs(range[0]), Math.abs(range[1]));
          expect(clear || touches || width <= range[1] - range[0]).to.equal(true);
        },
      ),
    );
  });

  it('decide mirrored claims alike', () => {
    fc.assert(
      fc.property(interval, range, ([low, high], rule) => {
        fc.pre('low' in rule);
        const mirrored = { ...rule, low: -rule.high, high: -rule.low };
        expect(compare([-high, -low], mirrored).outcome).to.equal(compare([low, high], rule).outcome);
      }),
    );
    fc.assert(
      fc.property(interval, finite, ([low, high], at) => {
        const above = compare([low, high], { kind: 'above', bound: at }).outcome;
        const below = compare([-high, -low], { kind: 'below', bound: -at }).outcome;
        expect(above).to.equal(below);
      }),
    );
  });

  const cases: readonly [Comparator, [number, number], string][] = [
    [{ kind: 'above', bound: 0 }, [0.1, 2], 'reproduced'],
    [{ kind: 'above', bound: 0 }, [0, 2], 'inconclusive'],
    [{ kind: 'above', bound: 0 }, [-2, 0], 'not reproduced'],
    [{ kind: 'below', bound: 0 }, [-2, -0.1], 'reproduced'],
    [{ kind: 'below', bound: 0 }, [0, 1], 'not reproduced'],
    [{ kind: 'within', low: -1, high: 1 }, [-1, 1], 'reproduced'],
    [{ kind: 'within', low: -1, high: 1 }, [-1.1, 0.5], 'inconclusive'],
    [{ kind: 'within', low: -1, high: 1 }, [1.1, 3], 'not reproduced'],
    [{ kind: 'within', low: -1, high: 1 }, [-3, 3], 'inconclusive'],
    [{ kind: 'overlaps', low: 2, high: 3 }, [3, 5], 'reproduced'],
    [{ kind: 'overlaps', low: 2, high: 3 }, [3, 5.1], 'inconclusive'],
    [{ kind: 'overlaps', low: -3, high: -2 }, [-4, -2.5], 'reproduced'],
    [{ kind: 'overlaps', low: -3, high: -2 }, [-9, 1], 'inconclusive'],
    [{ kind: 'overlaps', low: -1, high: 1 }, [0, 2], 'reproduced'],
    [{ kind: 'overlaps', low: -1, high: 1 }, [0, 2.1], 'inconclusive'],
    [{ kind: 'overlaps', low: 2, high: 3 }, [3.1, 9], 'not reproduced'],
    [{ kind: 'above', bound: 0 }, [Number.NaN, Number.NaN], 'inconclusive'],
  ];
  for (const [rule, ends, outcome] of cases) {
    it(`call ${JSON.stringify(ends)} ${outcome} for ${JSON.stringify(rule)}`, () => {
      expect(compare(ends, rule).outcome).to.equal(outcome);
    });
  }

  it('say how many samples would have decided: with so many the bound is just cleared', () => {
    // Half-width 2 at n = 16 about the value 1: the bound 0 is cleared when the half-width is 1, at n = 64.
    expect(samplesToDecide(1, [-1, 3], 16, { kind: 'above', bound: 0 })).to.equal(64);
    expect(samplesToDecide(0, [-2, 2], 16, { kind: 'within', low: -1, high: 1 })).to.equal(64);
    expect(samplesToDecide(0, [-2, 2], 16, { kind: 'above', bound: 0 })).to.equal(undefined);
    // Beyond a bound only that one is in the way: half-width 2 about 2, the bound at 1.
    expect(samplesToDecide(2, [0, 4], 16, { kind: 'within', low: -1, high: 1 })).to.equal(64);
    // Too wide by half: from 3 to 1.5 wide.
    expect(samplesToDecide(2, [0.5, 3.5], 16, { kind: 'overlaps', low: 1.5, high: 2.5 })).to.equal(64);
  });

  it('measure an uneven interval on the side of the bound', () => {
    // 1 reaches 2 down and 8 up; a bound at 0 is in the way below, one at 2 above.
    expect(samplesToDecide(1, [-1, 9], 16, { kind: 'above', bound: 0 })).to.equal(64);
    expect(samplesToDecide(1, [-1, 9], 16, { kind: 'below', bound: 2 })).to.equal(1024);
    // Within a range the farther of the two numbers counts; beyond it the nearer bound alone.
    expect(samplesToDecide(1, [-1, 9], 16, { kind: 'within', low: 0, high: 2 })).to.equal(1024);
    expect(samplesToDecide(-2, [-6, 2], 16, { kind: 'within', low: -1, high: 1 })).to.equal(256);
    expect(samplesToDecide(1, [-1, 3], 17, { kind: 'above', bound: -2 })).to.equal(8);
  });

  it('count ends of a range to it', () => {
    const within = { kind: 'within', low: -1, high: 1 } as const;
    expect(compare([-3, -1], within).outcome).to.equal('inconclusive');
    expect(compare([1, 3], within).outcome).to.equal('inconclusive');
    expect(compare([1, 2], { kind: 'overlaps', low: 2, high: 3 }).outcome).to.equal('reproduced');
    // An interval of 4.4 may have the width of the range, 2: at 16 * 2.2^2 = 77.4 images.
    expect(samplesToDecide(2, [0, 4.4], 16, { kind: 'overlaps', low: -1, high: 1 })).to.equal(78);
  });

  it('say what they compared, to four digits', () => {
    const reasons = (
      [
        [1.23456, 2],
        [-1, 0.5],
        [3, 3],
        [-4, -3],
      ] as const
    ).map((ends) => compare(ends, { kind: 'above', bound: 1 }).reason);
    expect(reasons).to.deep.equal([
      'the interval 1.235 .. 2 is above 1',
      'the interval -1 .. 0.5 is not above 1',
      'the value 3 is above 1',
      'the interval -4 .. -3 is not above 1',
    ]);
    expect(compare([0, 2], { kind: 'below', bound: 1 }).reason).to.equal(
      'the interval 0 .. 2 is neither below 1 nor clear of it',
    );
    expect(compare([2, 1], { kind: 'below', bound: 1 }).reason).to.equal('no interval could be computed');
    const ranges = (['within', 'overlaps'] as const).map(
      (kind) => compare([0, 0], { kind, low: -1, high: 1 }).expected,
    );
    expect(ranges).to.deep.equal(['within -1 .. 1', 'overlapping -1 .. 1']);
  });
});
