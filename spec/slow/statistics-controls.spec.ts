import { expect } from 'chai';
import fc from 'fast-check';
import { procedures } from '../../harness/statistics/catalogue.ts';
import type { Procedure } from '../../harness/statistics/procedure.ts';
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

/** Whatever `it` would have run of a pack. */
function lawsOf(procedure: Procedure): ReadonlyMap<string, () => unknown> {
  const found = new Map<string, () => unknown>();
  const { it: mochas } = globalThis;
  globalThis.it = ((title: string, body: () => unknown) =>
    found.set(title, body)) as unknown as typeof mochas;
  try {
    packs[procedure.kind](procedure);
  } finally {
    globalThis.it = mochas;
  }
  return found;
}

describe('every law of statistics fails on a wrong implementation', () => {
  const given = fc.readConfigureGlobal();
  before(() => fc.configureGlobal({ ...given, endOnFailure: true }));
  after(() => fc.configureGlobal(given));

  for (const kind of Object.keys(packs) as (keyof typeof packs)[]) {
    const procedure = procedures.find((each) => each.kind === kind)!;
    const wrong = Object.entries(liars).map(
      ([name, liar]) => [name, lawsOf({ ...procedure, compute: liar(procedure.compute) })] as const,
    );
    for (const title of lawsOf(procedure).keys()) {
      it(`${kind}: ${title}`, () => {
        const unseen = wrong.every(([, laws]) => !refuses(laws.get(title)!));
        expect(unseen, `one that ${Object.keys(liars).join(', or ')} passes`).to.equal(false);
      });
    }
  }
});

/** Whether a law fails, by what it expects and not by an error on the way. */
function refuses(law: () => unknown): boolean {
  try {
    law();
    return false;
  } catch (error) {
    const { name, message, cause } = error as Error;
    return [name, message, (cause as Error | undefined)?.name].some((text) =>
      text?.includes('AssertionError'),
    );
  }
}

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
