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

  it('decide mirrored claims alike', () => {
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
    [{ kind: 'overlaps', low: 2, high: 3 }, [3, 9], 'reproduced'],
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
  });
});
