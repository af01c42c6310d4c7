import { expect } from 'chai';
import fc from 'fast-check';
import { numbersIn } from '../../../harness/numeric/numbers-in.ts';
import { type ResultUnits, unitAt } from '../../../harness/numeric/unit.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';
import { runs } from '../../runs.ts';
import { optionsFor, rateSamples, samplesFor } from './sample.ts';

/** Options besides the presets under which a procedure returns other numbers, or in other units. */
const readings: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>> = {
  flip: [{ at: 1 / 4, margin: 1 }],
  bootstrap: [
    { statistic: 'median' },
    { scheme: 'independent', interval: 'bca' },
    { interval: 'studentised' },
  ],
  equivalence: [{ quantity: 'median' }, { quantity: 'h' }],
};

interface Reading {
  readonly told: string;
  readonly options: object;
  readonly samples: fc.Arbitrary<Sample>;
}

function readingsOf(procedure: Procedure): readonly Reading[] {
  return [{}, ...(readings[procedure.name] ?? [])].map((given: Readonly<Record<string, unknown>>) => ({
    told: Object.values(given).join(', ') || 'presets',
    options: optionsFor(procedure, given),
    samples: (given['quantity'] === 'h' ? rateSamples : samplesFor(procedure)).map(withObservations),
  }));
}

/** Of each point some observations, as far apart as the points, for what draws them. */
export function withObservations(sample: Sample): Sample {
  const clusters = ['a', 'b', 'c', 'd', 'e'];
  const spread = (column: Float64Array) =>
    Array.from(column, (v, i) =>
      Float64Array.from(clusters, (_, k) => v + (((i + 2) * (k + 3) * 5) % 17) - 8),
    );
  return { ...sample, behind: { clusters, x: spread(sample.x), y: spread(sample.y!) } };
}

/** Every number has a unit, and follows those of the columns as its own says. */
export function unitLaws(procedure: Procedure): void {
  const all = readingsOf(procedure);
  for (const { told, options, samples } of all) {
    it(`has a unit for every number, and changes each by it when the columns change theirs (${told})`, () => {
      fc.assert(
        fc.property(samples, (sample) => {
          expect(unitFaults(procedure, sample, options)).to.deep.equal([]);
        }),
        { numRuns: runs(25) },
      );
    });
  }

  it('breaks that law with any unit declared wrong, and declares none that it never returns', () => {
    const missed = leavesOf(rulesOf(procedure, all[0]!.options)).filter((path) => {
      const wrong = ['1', 'x', 'y', 'x/y', 'y/x'];
      return !wrong.every((unit) => all.some((reading) => isTold(procedure, reading, path, unit)));
    });
    expect(missed).to.deep.equal([]);
  });
}

/** Whether samples tell that the unit at this place is not that one, or it is the one in other words. */
function isTold(procedure: Procedure, { options, samples }: Reading, path: string, unit: string): boolean {
  const rules = rulesOf(procedure, options);
  const factors = factorsOf(procedure, options);
  const [own, wrong] = [factors[unitAt(rules, path)]!, factors[unit]!];
  if (own === wrong) return true;
  const planted = { ...procedure, units: () => withRule(rules, path.split('/').slice(1), unit) } as Procedure;
  return fc
    .sample(samples, { numRuns: 25, seed: 7 })
    .some((sample) => unitFaults(planted, sample, options).length > 0);
}

/**
 * What is wrong with the declared units, seen by columns, options and all in other units.
 * @param factors what numbers of a unit are multiplied by
 * @param least differences that count as none, whatever the number
 */
export function unitFaults(
  procedure: Procedure,
  sample: Sample,
  options: object,
  factors = factorsOf(procedure, options),
  least = 0,
): readonly string[] {
  const rules = rulesOf(procedure, options);
  // By division, so that a tenth is the double that the decimal is read as.
  const changed = (column: Float64Array, unit: 'x' | 'y') => column.map((v) => v / (1 / factors[unit]!));
  const { behind } = sample;
  const other: Sample = {
    ...sample,
    x: changed(sample.x, 'x'),
    y: changed(sample.y!, 'y'),
    ...(behind && {
      behind: {
        clusters: behind.clusters,
        x: behind.x.map((each) => changed(each, 'x')),
        y: behind.y.map((each) => changed(each, 'y')),
      },
    }),
  };
  // An option that a result repeats is in that unit.
  const otherOptions = Object.entries(options).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'number' && key in rules ? value / (1 / factors[unitAt(rules, `/${key}`)]!) : value,
  ]);
  const before = numbersIn(procedure.compute(sample, options));
  const after = new Map(numbersIn(procedure.compute(other, Object.fromEntries(otherOptions))));
  return before.flatMap(([pointer, value]) => {
    // The ends of intervals that reach to infinity.
    if (Math.abs(value) > 1e299) return [];
    const wanted = value * factors[unitAt(rules, pointer)]!;
    const found = after.get(pointer);
    const near = found !== undefined && Math.abs(found - wanted) <= 1e-9 * Math.abs(wanted) + least;
    return near ? [] : [`${pointer}: ${found} is not ${wanted}`];
  });
}

/** What numbers of a unit are multiplied by: powers of two, which leave every digit. */
export function factorsOf(
  procedure: Procedure,
  options: object,
  [ofX, ofY] = [4, 1 / 8],
): Readonly<Record<string, number>> {
  const takes = procedure.takes(options);
  const x = takes.x === '1' ? 1 : ofX!;
  const y = { '1': 1, x, y: ofY! }[takes.y];
  return { '1': 1, x, y, 'x/y': x / y, 'y/x': y / x };
}

function rulesOf(procedure: Procedure, options: object): ResultUnits {
  return procedure.units(options) as ResultUnits;
}

function leavesOf(rules: ResultUnits, at = ''): readonly string[] {
  return Object.entries(rules).flatMap(([key, rule]) =>
    typeof rule === 'string' ? [`${at}/${key}`] : leavesOf(rule, `${at}/${key}`),
  );
}

function withRule(rules: ResultUnits, [key, ...rest]: readonly string[], unit: string): ResultUnits {
  return { ...rules, [key!]: rest.length === 0 ? unit : withRule(rules[key!] as ResultUnits, rest, unit) };
}
