import { expect } from 'chai';
import fc from 'fast-check';
import { applyCheck } from '../../harness/claims/apply-check.ts';
import type { Check, Criterion } from '../../harness/claims/claim.ts';
import type { Comparator } from '../../harness/claims/comparator.ts';
import { eased } from '../../harness/claims/eased.ts';
import type { Evidence } from '../../harness/claims/evidence.ts';
import type { Fragility, Turn } from '../../harness/claims/fragility.ts';

/** Comparisons of one value each, on a grid so coarse that no two turning points lie within a hair of each other. */
interface Asked {
  readonly value: number;
  readonly reach: readonly [number, number];
  readonly unit: string;
  readonly n: number;
  readonly subjects: number;
  readonly comparator: Comparator;
  readonly of: 'interval' | 'value' | 'p';
}

const hair = 1e-5;
const grid = fc.integer({ min: -40, max: 40 }).map((step) => step / 8);
const size = fc.integer({ min: 1, max: 24 }).map((step) => step / 8);
const comparator: fc.Arbitrary<Comparator> = fc.oneof(
  fc.record({ kind: fc.constantFrom('above' as const, 'below' as const), bound: grid }),
  fc
    .tuple(fc.constantFrom('within' as const, 'near' as const), grid, size)
    .map(([kind, low, width]) => ({ kind, low, high: low + width })),
);
const asked: fc.Arbitrary<Asked> = fc
  .record({
    value: grid,
    reach: fc.tuple(size, size),
    unit: fc.constantFrom('dB', '1'),
    n: fc.integer({ min: 3, max: 60 }),
    subjects: fc.integer({ min: 1, max: 60 }),
    comparator,
    of: fc.constantFrom(
      'interval' as const,
      'interval' as const,
      'interval' as const,
      'value' as const,
      'p' as const,
    ),
  })
  .map((one) => ({
    ...one,
    subjects: Math.min(one.subjects, one.n),
    comparator: one.of === 'p' ? { kind: 'below' as const, bound: one.reach[0] } : one.comparator,
  }));

/** What a check says of them, through the judge's own way; `times` as many images have intervals that much narrower. */
function judged(all: readonly Asked[], easing: (unit: string) => number = () => 0, times = 1) {
  const evidence = all.map(
    ({ value, reach, unit, n, subjects, of }, i): Evidence => ({
      id: `s${i}`,
      group: {},
      n: n * times,
      subjects: subjects === 1 ? 1 : Math.max(1 + hair, subjects * times),
      options: {},
      result:
        of === 'p'
          ? { p: value }
          : { mean: value, ci95: [value - reach[0] / Math.sqrt(times), value + reach[1] / Math.sqrt(times)] },
      units: { p: unit, mean: unit, ci95: unit },
    }),
  );
  const criteria = all.map(
    (one, i): Criterion => ({
      label: `comparison ${i}`,
      statistic: `s${i}`,
      value: one.of === 'p' ? '/p' : '/mean',
      interval: one.of === 'interval' ? '/ci95' : null,
      comparator: eased(one.comparator, easing(one.unit)),
    }),
  );
  const check: Check = {
    tiers: ['embedded'],
    experiment: 'e',
    reason: 'r',
    criteria,
    counterexample: { because: '', cells: {} },
  };
  return applyCheck(check, evidence, 'claim', 'embedded');
}

type Law = (all: readonly Asked[], told: Fragility) => void;

/** That a verdict is another just beyond a place and the same a hair before it. */
function turnsAt(
  turn: Turn | null,
  outcomeAt: (at: number) => string,
  beyond: 1 | -1,
  far: readonly number[],
) {
  const now = outcomeAt(Number.NaN);
  if (turn === null) {
    for (const at of far) expect(outcomeAt(at), `at ${at}`).to.equal(now);
    return;
  }
  expect(outcomeAt(turn.at * (1 + beyond * hair) + beyond * hair), 'just beyond').to.equal(turn.to);
  expect(outcomeAt(turn.at * (1 - beyond * hair) - beyond * hair), 'a hair before').to.equal(now);
}

const laws: Readonly<Record<string, Law>> = {
  'easier and stricter bounds turn the verdict there and not a hair before': (all, told) => {
    for (const { unit, easier, stricter } of told.thresholds) {
      const at = (sign: 1 | -1) => (by: number) =>
        judged(all, (one) => (one === unit && !Number.isNaN(by) ? sign * Math.max(0, by) : 0)).outcome;
      turnsAt(easier, at(1), 1, [0.5, 3, 50]);
      turnsAt(stricter, at(-1), 1, [0.5, 3, 50]);
    }
  },
  'more and fewer images turn it there and not before': (all, told) => {
    if (!all.every(({ of }) => of === 'interval')) {
      expect(told.images).to.deep.equal({ fewer: null, more: null });
      return;
    }
    const at = (times: number) => judged(all, undefined, Number.isNaN(times) ? 1 : times).outcome;
    const more = (times: number) => at(Math.max(1, times));
    const fewer = (times: number) => at(Math.min(1, Math.max(1e-9, times)));
    turnsAt(told.images.more, more, 1, [2, 30]);
    const inverse = told.images.fewer && { ...told.images.fewer, at: 1 / told.images.fewer.at };
    turnsAt(inverse, (times) => fewer(1 / times), 1, [2, 1e6]);
  },
  'so many comparisons left out turn it, and one fewer does not': (all, told) => {
    const { outcome, criteria } = judged(all);
    const worst = all.filter((_, i) => criteria[i]!.outcome === outcome);
    const others = all.filter((_, i) => criteria[i]!.outcome !== outcome);
    const { leftOut } = told.comparisons;
    if (leftOut === null) expect(others).to.deep.equal([]);
    else {
      expect(leftOut.at).to.equal(worst.length);
      expect(judged(others).outcome).to.equal(leftOut.to).and.not.equal(outcome);
      expect(judged([...others, worst[0]!]).outcome).to.equal(outcome);
    }
  },
  'the curve counts what the comparisons say at every easing': (all, told) => {
    for (const { unit, curve } of told.thresholds) {
      for (const by of [-20, -1 - hair, -hair, 0.25 + hair, 1 + hair, 20]) {
        const own = all.filter((one) => one.unit === unit);
        const outcomes = judged(own, () => by).criteria.map((criterion) => criterion.outcome);
        const step = curve.filter(({ from }) => from === null || from <= by).at(-1)!;
        expect(step.reproduced, `at ${by}`).to.equal(outcomes.filter((one) => one === 'reproduced').length);
        expect(step.notReproduced).to.equal(outcomes.filter((one) => one === 'not reproduced').length);
      }
    }
  },
};

const holds = (
  law: Law,
  told: (all: readonly Asked[]) => Fragility,
  numRuns = Number(process.env['FC_RUNS'] ?? 50),
) =>
  fc.assert(
    fc.property(fc.array(asked, { minLength: 1, maxLength: 4 }), (all) => law(all, told(all))),
    { numRuns },
  );

describe('the fragility of a verdict', () => {
  for (const [title, law] of Object.entries(laws))
    it(title, () => holds(law, (all) => judged(all).fragility!));

  const wrong: Readonly<Record<string, readonly [string, (told: Fragility) => Fragility]>> = {
    'with the sign of bounds turned round': [
      'easier and',
      (told) => ({
        ...told,
        thresholds: told.thresholds.map((one) => ({ ...one, easier: one.stricter, stricter: one.easier })),
      }),
    ],
    'with the farthest bound in place of the nearest': [
      'easier and',
      (told) => ({
        ...told,
        thresholds: told.thresholds.map((one) => ({
          ...one,
          easier: one.easier && { ...one.easier, at: one.easier.at + 1 },
        })),
      }),
    ],
    'with widths that go with n': [
      'more and',
      (told) => ({
        ...told,
        images: {
          ...told.images,
          fewer: told.images.fewer && { ...told.images.fewer, at: Math.sqrt(told.images.fewer.at) },
        },
      }),
    ],
    'with one comparison too few': [
      'so many',
      (told) => ({
        ...told,
        comparisons: {
          ...told.comparisons,
          leftOut: told.comparisons.leftOut && {
            ...told.comparisons.leftOut,
            at: told.comparisons.leftOut.at - 1,
          },
        },
      }),
    ],
    'with a curve that lags a step': [
      'the curve',
      (told) => ({
        ...told,
        thresholds: told.thresholds.map((one) => ({ ...one, curve: one.curve.slice(0, 1) })),
      }),
    ],
  };
  for (const [fault, [title, spoil]] of Object.entries(wrong)) {
    it(`is told apart from one ${fault}`, () => {
      const law = Object.entries(laws).find(([name]) => name.startsWith(title))![1];
      expect(() => holds(law, (all) => spoil(judged(all).fragility!))).to.throw();
    });
  }

  it('is that of the margin, of one comparison in ten images', () => {
    const one: Asked = {
      value: 1,
      reach: [0.5, 0.5],
      unit: 'dB',
      n: 24,
      subjects: 24,
      comparator: { kind: 'above', bound: 0 },
      of: 'interval',
    };
    expect(judged([one]).fragility).to.deep.equal({
      thresholds: [
        {
          unit: 'dB',
          stricter: { at: 0.5, to: 'inconclusive' },
          easier: null,
          curve: [
            { from: null, reproduced: 0, inconclusive: 0, notReproduced: 1 },
            { from: -1.5, reproduced: 0, inconclusive: 1, notReproduced: 0 },
            { from: -0.5, reproduced: 1, inconclusive: 0, notReproduced: 0 },
          ],
        },
      ],
      comparisons: { reproduced: 1, inconclusive: 0, notReproduced: 0, leftOut: null },
      // With a quarter of the images the interval reaches 0; six are needed in any case.
      images: { fewer: { at: 0.25, to: 'inconclusive' }, more: null },
    });
  });

  it('turns in one unit whatever bounds in another would say if they were moved', () => {
    const one = { value: 1, reach: [0.5, 0.5], n: 24, subjects: 24, of: 'interval' } as const;
    const inDecibels: Asked = { ...one, unit: 'dB', comparator: { kind: 'above', bound: 0 } };
    const open: Asked = { ...one, unit: '1', comparator: { kind: 'above', bound: 0.75 } };
    const { thresholds } = judged([inDecibels, open]).fragility!;
    expect(thresholds.map(({ unit, stricter, easier }) => ({ unit, stricter, easier }))).to.deep.equal([
      { unit: 'dB', stricter: { at: 1.5, to: 'not reproduced' }, easier: null },
      { unit: '1', stricter: { at: 0.75, to: 'not reproduced' }, easier: { at: 0.25, to: 'reproduced' } },
    ]);
  });
});
