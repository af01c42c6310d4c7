import { procedureNamed, procedures } from '../../harness/statistics/catalogue.ts';
import type { Procedure } from '../../harness/statistics/procedure.ts';
import { everyLawFails, madeOf } from '../laws/controls.ts';
import { everyProcedure } from '../laws/statistics/every.ts';
import { levelLaws } from '../laws/statistics/level.ts';
import { packs } from '../laws/statistics/packs.ts';

type Result = ReturnType<Procedure['compute']>;
type Compute = Procedure['compute'];

/** Wrong implementations of any procedure, made of a right one. */
const liars: Readonly<Record<string, (right: Compute) => Compute>> = {
  'adds a little to every number': (right) => (sample, setting) =>
    changed(right(sample, setting), (value) => 1.02 * value + 0.03),
  'turns every sign': (right) => (sample, setting) => changed(right(sample, setting), (value) => -value),
  'leans on the first image': (right) => (sample, setting) =>
    changed(right(sample, setting), (value) => value + sample.x[0]! / 8),
  'halves every number': (right) => (sample, setting) =>
    changed(right(sample, setting), (value) => value / 2),
  'doubles every number': (right) => (sample, setting) =>
    changed(right(sample, setting), (value) => value * 2),
  'says of every sample what it said of the first': (right) => {
    let first: Result | undefined;
    return (sample, setting) => {
      first ??= right(sample, setting);
      return first;
    };
  },
  'has no interval but its middle': (right) => (sample, setting) => pinched(right(sample, setting)),
  'heeds how many images there are': (right) => (sample, setting) =>
    changed(right(sample, setting), (value) => value + sample.x.length / 64),
  'says yes to every question, and nothing else in words': (right) => (sample, setting) =>
    yes(right(sample, setting)),
  'never refuses': (right) => (sample, setting) => {
    try {
      return right(sample, setting);
    } catch {
      return {};
    }
  },
};

let times = 0;

/** Wrong implementations that the laws of single kinds need not tell. */
const forgetful: Readonly<Record<string, (right: Compute) => Compute>> = {
  'gives a little more every time': (right) => (sample, setting) =>
    changed(right(sample, setting), (value) => value + ++times / 1e3),
  'knows no number': (right) => (sample, setting) => changed(right(sample, setting), () => Number.NaN),
};

describe('every law of statistics fails on a wrong implementation', () => {
  for (const kind of Object.keys(packs) as (keyof typeof packs)[]) {
    const right = procedures.find((each) => each.kind === kind)!;
    const laws = (compute: Compute) => packs[kind]({ ...right, compute });
    describe(kind, () => everyLawFails(laws, right.compute, madeOf(right.compute, liars)));
  }
});

describe('every law of any procedure fails on a wrong one', () => {
  const laws = (each: Procedure) => {
    everyProcedure(each);
    levelLaws(each);
  };
  const right = procedureNamed('t-test');
  const computing = ({ compute }: Procedure) => madeOf(compute, { ...liars, ...forgetful });
  const wrong = Object.entries(computing(right)).map(
    ([fault, compute]) => [fault, { ...right, compute }] as const,
  );
  everyLawFails<Procedure>(laws, right, {
    ...Object.fromEntries(wrong),
    'denies that it counts clusters': { ...right, clusters: (options) => !right.clusters(options) },
    'has units every other time': {
      ...right,
      units: (options) => (++times % 2 > 0 ? right.units(options) : {}),
    },
  });
  const without = procedureNamed('wilcoxon');
  describe('without intervals', () =>
    everyLawFails(levelLaws, without, {
      'has an interval': {
        ...without,
        compute: (...given) => ({ ...without.compute(...given), ci95: [0, 1] }),
      },
    }));
});

function changed<T>(result: T, by: (value: number) => number): T {
  if (typeof result === 'number') return by(result) as T;
  if (Array.isArray(result)) return result.map((each) => changed(each, by)) as T;
  if (result === null || typeof result !== 'object') return result;
  return Object.fromEntries(Object.entries(result).map(([key, each]) => [key, changed(each, by)])) as T;
}

function yes<T>(result: T): T {
  if (typeof result === 'boolean') return true as T;
  if (typeof result === 'string') return '' as T;
  if (Array.isArray(result)) return result.map(yes) as T;
  if (result === null || typeof result !== 'object') return result;
  return Object.fromEntries(Object.entries(result).map(([key, each]) => [key, yes(each)])) as T;
}

/** Pairs of numbers, which intervals are, both at their middle. */
function pinched<T>(result: T): T {
  if (Array.isArray(result) && result.length === 2 && result.every((end) => typeof end === 'number'))
    return [0, 1].map(() => (result[0] + result[1]) / 2) as T;
  if (Array.isArray(result)) return result.map(pinched) as T;
  if (result === null || typeof result !== 'object') return result;
  return Object.fromEntries(Object.entries(result).map(([key, each]) => [key, pinched(each)])) as T;
}
