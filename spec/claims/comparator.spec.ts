import { expect } from 'chai';
import fc from 'fast-check';
import { agreedRange, type Comparator, compare, samplesToDecide } from '../../harness/claims/comparator.ts';
import { runs } from '../runs.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 });
const interval = fc.tuple(finite, finite).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const bound = fc
  .tuple(fc.constantFrom('above', 'below'), finite)
  .map(([kind, at]) => ({ kind, bound: at }) as Comparator);
const range = fc
  .tuple(fc.constantFrom('within', 'near'), interval)
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
    [{ kind: 'near', low: 2, high: 4 }, [1.6, 5], 'reproduced'],
    [{ kind: 'near', low: 2, high: 4 }, [1.5, 5], 'inconclusive'],
    [{ kind: 'near', low: 2, high: 4 }, [3, 5.1], 'inconclusive'],
    [{ kind: 'near', low: 2, high: 4 }, [-1, 9], 'inconclusive'],
    [{ kind: 'near', low: 2, high: 4 }, [5.1, 9], 'not reproduced'],
    [{ kind: 'near', low: 2, high: 4 }, [-1, 1.5], 'not reproduced'],
    [{ kind: 'near', low: -4, high: -2 }, [-5, -1.6], 'reproduced'],
    [{ kind: 'near', low: -4, high: -2 }, [-5, -1.5], 'inconclusive'],
    [{ kind: 'near', low: -4, high: 4 }, [-5, 5], 'reproduced'],
    [{ kind: 'near', low: 0, high: 4 }, [-0.1, 5], 'inconclusive'],
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
    // Half-width 2 about 3, 1 from the agreed 2 and 2 from the agreed 5.
    expect(samplesToDecide(3, [1, 5], 16, { kind: 'near', low: 2.5, high: 4 })).to.equal(64);
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
    expect(compare([5, 9], { kind: 'near', low: 2, high: 4 }).outcome).to.equal('inconclusive');
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
    const ranges = (['within', 'near'] as const).map(
      (kind) => compare([0, 0], { kind, low: 2.52, high: 3.3 }).expected,
    );
    expect(ranges).to.deep.equal([
      'within 2.52 .. 3.3',
      'within 2.016 .. 4.125 (80 to 125 % of the printed 2.52 .. 3.3)',
    ]);
  });
});

type Agreed = (low: number, high: number) => readonly [low: number, high: number];
type Law = (agreed: Agreed, printed: readonly [number, number], other: number) => void;

const near = ([low, high]: readonly [number, number], [least, most]: readonly [number, number]) => {
  const slack = 1e-9 * Math.max(1, Math.abs(least), Math.abs(most));
  expect(low).to.be.closeTo(least, slack);
  expect(high).to.be.closeTo(most, slack);
};

const laws: Readonly<Record<string, Law>> = {
  'holds the printed range': (agreed, [low, high]) => {
    const [least, most] = agreed(low, high);
    expect(least).to.be.at.most(low);
    expect(most).to.be.at.least(high);
  },
  'holds no 0 where the printed range holds none, so that no effect never agrees': (agreed, [low, high]) => {
    const [least, most] = agreed(low, high);
    expect(least > 0 || most < 0).to.equal(low > 0 || high < 0);
  },
  'is the same in every unit': (agreed, [low, high], other) => {
    fc.pre(other !== 0);
    const [least, most] = agreed(low, high);
    const scaled =
      other > 0
        ? agreed(low * other, high * other)
        : (agreed(high * other, low * other).toReversed() as never);
    near(scaled, [least * other, most * other]);
  },
  'has a printed value agree with another where the other agrees with it': (agreed, [value], times) => {
    const other = value * times;
    const holds = (at: number, printed: number) => {
      const [least, most] = agreed(printed, printed);
      return least <= at && at <= most;
    };
    // Away from the ends, where rounding decides.
    fc.pre(value !== 0 && [0.8, 1.25].every((share) => Math.abs(times - share) > 1e-6));
    expect(holds(other, value)).to.equal(holds(value, other));
  },
  'grows with the printed range': (agreed, [low, high], other) => {
    const wider = [Math.min(low, other), Math.max(high, other)] as const;
    const [least, most] = agreed(...wider);
    const [from, to] = agreed(low, high);
    expect(least).to.be.at.most(from);
    expect(most).to.be.at.least(to);
  },
};

const wrong: Readonly<Record<string, readonly [law: string, Agreed]>> = {
  'is narrower than what is printed': ['holds the printed', (low, high) => [low * 1.25, high * 0.8]],
  'takes no heed of the sign': ['holds the printed', (low, high) => [low * 0.8, high * 1.25]],
  'goes as far beyond 0 as to it': [
    'holds no 0',
    (low, high) => [low - Math.abs(low), high + Math.abs(high)],
  ],
  'has a margin in one unit': ['is the same', (low, high) => [low - 0.2, high + 0.2]],
  'goes 25 % down where it goes 25 % up': [
    'has a printed value',
    (low, high) => [low * (low > 0 ? 0.75 : 1.25), high * (high < 0 ? 0.75 : 1.25)],
  ],
  'narrows with the spread of what is printed': [
    'grows with',
    (low, high) =>
      high - low > Math.abs(low + high) / 8
        ? [low, high]
        : [low - Math.abs(low) / 4, high + Math.abs(high) / 4],
  ],
};

describe('what a printed range lets agree', () => {
  const size = fc.integer({ min: -400, max: 400 }).map((step) => step / 100);
  const printed = fc.tuple(size, size).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  const other = fc.oneof(size, fc.double({ min: 0.5, max: 2, noNaN: true }));
  const holds = (law: Law, agreed: Agreed, numRuns = runs(100)) =>
    fc.assert(
      fc.property(printed, other, (range, value) => law(agreed, range, value)),
      { numRuns },
    );
  const right: Agreed = (low, high) => agreedRange({ kind: 'near', low, high });

  for (const [title, law] of Object.entries(laws)) it(title, () => holds(law, right));
  for (const [fault, [title, agreed]] of Object.entries(wrong)) {
    it(`is told from one that ${fault}`, () => {
      const law = Object.entries(laws).find(([name]) => name.startsWith(title))![1];
      expect(() => holds(law, agreed, 1000)).to.throw();
    });
  }

  it('is that of bioequivalence: 80 to 125 %', () => {
    near(right(2.52, 3.3), [2.016, 4.125]);
    near(right(-3.3, -2.52), [-4.125, -2.016]);
    near(right(-1, 0.4), [-1.25, 0.5]);
    near(right(0, 0), [0, 0]);
  });
});
