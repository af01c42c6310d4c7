import { expect } from 'chai';
import fc from 'fast-check';
import type { Option } from '../../../harness/language/option.ts';
import type { Procedure, Sample } from '../../../harness/statistics/procedure.ts';

/** Values on a grid of 1/64, so that shifts and scales by powers of two are exact; ties and zeros occur. */
const value = fc.integer({ min: -640, max: 640 }).map((k) => k / 64);
const rate = fc.integer({ min: 0, max: 64 }).map((k) => k / 64);

/** Samples of two arms that vary, subjects repeating now and then. */
export const samples: fc.Arbitrary<Sample> = samplesOf(value);

/** Samples of rates in [0, 1]. */
export const rateSamples: fc.Arbitrary<Sample> = samplesOf(rate);

/** Samples of two groups of different subjects: y is 1 in the first and 0 in the second. */
export const groupSamples: fc.Arbitrary<Sample> = samples
  .map((sample) => {
    const y = sample.x.map((_, i) => i % 2);
    return { ...sample, y, clusters: sample.clusters.map((cluster, i) => `${cluster} of ${y[i]}`) };
  })
  .filter(({ clusters }) => ['0', '1'].every((group) => subjectsOf(clusters, group) > 1));

/** Samples of three groups of different subjects, numbered by y. */
export const threeGroups: fc.Arbitrary<Sample> = samples
  .map((sample) => {
    const y = sample.x.map((_, i) => i % 3);
    return { ...sample, y, clusters: sample.clusters.map((cluster, i) => `${cluster} of ${y[i]}`) };
  })
  .filter(({ clusters }) => ['0', '1', '2'].every((group) => subjectsOf(clusters, group) > 1));

/** Samples of two columns of 0 and 1. */
export const binarySamples: fc.Arbitrary<Sample> = samples.map((sample) => ({
  ...sample,
  x: sample.x.map((v) => Number(v > 0)),
  y: sample.y!.map((v) => Number(v > 1)),
}));

function subjectsOf(clusters: readonly string[], group: string): number {
  return new Set(clusters.filter((cluster) => cluster.endsWith(group))).size;
}

function samplesOf(cell: fc.Arbitrary<number>): fc.Arbitrary<Sample> {
  const row = fc.record({ x: cell, y: cell, subject: fc.nat({ max: 30 }) });
  return fc
    .array(row, { minLength: 8, maxLength: 30 })
    .map((rows) => ({
      ids: rows.map((_, i) => `s${String(i).padStart(2, '0')}`),
      clusters: rows.map(({ subject }) => `c${subject}`),
      x: Float64Array.from(rows, ({ x }) => x),
      y: Float64Array.from(rows, ({ y }) => y),
    }))
    .filter(({ x, y, clusters }) => {
      const d = x.map((v, i) => v - y[i]);
      // At least four subjects whose mean differences are not all alike.
      const subjects = new Set(clusters).size;
      const means = [...new Set(clusters)].map((c) => average(d.filter((_, i) => clusters[i] === c)));
      return subjects >= 4 && [x, y, d, means].every((column) => new Set(column).size > 3);
    });
}

function average(values: Float64Array): number {
  return values.reduce((total, v) => total + v, 0) / values.length;
}

/** The options of a procedure, with a margin for those that must be given one. */
export function optionsFor(procedure: Procedure, given: Record<string, unknown> = {}): object {
  const options = procedure.options as Record<string, Option>;
  const asked = (key: string) => key in options && options[key]!.default === undefined;
  const needs = { ...(asked('margin') && { margin: 2 }), ...(asked('at') && { at: 0 }) };
  const least = 'least' in procedure.options ? { least: 2 } : {};
  const resamples = 'resamples' in procedure.options ? { resamples: 200 } : {};
  return procedure.resolve({ ...needs, ...least, ...resamples, ...given });
}

/** Sweeps over a setting x that runs from below 0 to above it, so that 0 is a place to ask about. */
export const sweeps: fc.Arbitrary<Sample> = samples.map((sample) => ({
  ...sample,
  x: sample.x.map((v, i) => [-11, 11][i] ?? v),
}));

/** Samples whose second arm has a mean to divide by. */
const ratioSamples: fc.Arbitrary<Sample> = samples.filter(({ y }) => Math.abs(average(y!)) > 1 / 64);

/** The samples that suit a procedure. */
export function samplesFor({ kind }: Procedure): fc.Arbitrary<Sample> {
  const special: Partial<Record<typeof kind, fc.Arbitrary<Sample>>> = {
    proportion: rateSamples,
    adjustment: rateSamples,
    groups: groupSamples,
    ranks: groupSamples,
    'paired-binary': binarySamples,
    share: binarySamples,
    subgroups: threeGroups,
    sweep: sweeps,
    ratio: ratioSamples,
  };
  return special[kind] ?? samples;
}

/** A procedure's result as a loose record. */
export function run(procedure: Procedure, sample: Sample, given: Record<string, unknown> = {}) {
  // biome-ignore lint/suspicious/noExplicitAny: packs look into results of many shapes
  return procedure.compute(sample, optionsFor(procedure, given)) as Record<string, any>;
}

export const swapped = (sample: Sample): Sample => ({ ...sample, x: sample.y!, y: sample.x });

/** Both arms through a map. */
export const mapped = (sample: Sample, of: (v: number) => number): Sample => ({
  ...sample,
  x: sample.x.map(of),
  y: sample.y!.map(of),
});

/** Fails unless two results agree, numbers to 1e-9 of the larger or of 1e-3. */
export function expectSame(actual: unknown, wanted: unknown, path = ''): void {
  if (typeof wanted === 'number' && typeof actual === 'number') {
    if (actual === wanted) return;
    const size = Math.max(Math.abs(actual), Math.abs(wanted), 1e-3);
    if (!(Math.abs(actual - wanted) <= 1e-9 * size)) expect.fail(`${path}: ${actual} is not ${wanted}`);
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(actual as object), path).to.have.members(Object.keys(wanted));
    for (const [key, entry] of Object.entries(wanted)) {
      expectSame((actual as Record<string, unknown>)[key], entry, `${path}/${key}`);
    }
  } else expect(actual, path).to.equal(wanted);
}

/** An interval seen from the other side. */
export const mirrored = ([low, high]: readonly [number, number]) => [-high, -low];
