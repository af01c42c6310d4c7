import { valueAt } from '../../harness/claims/json-pointer.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import type { Procedure } from '../../harness/statistics/procedure.ts';
import { optionsFor } from '../laws/statistics/sample.ts';
import { type Asked, asked, forms } from './asked.ts';
import { type World, worlds } from './worlds.ts';

/** How often an interval held the truth. */
export interface Coverage {
  readonly truth: number;
  /** Samples whose interval held it, lay below it and lay above it; the rest was refused as too poor for an interval. */
  readonly held: number;
  readonly below: number;
  readonly above: number;
}

/** What was measured of one interval of a procedure, by world. */
export interface Measured {
  readonly procedure: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Place of the interval in the result. */
  readonly interval: string;
  /** null where it has no such interval. */
  readonly worlds: Readonly<Record<string, Coverage | null>>;
}

/** Samples of a world. */
export const SAMPLES = 500;
/** A population that stands for the truth is so many draws of a world, 40,000 images: its error is 3 % of a sample's. */
const POPULATION = 1000;
/** Enough for an interval: with 10,000 coverage rises by less than 0.002. */
const RESAMPLES = 500;

/** The coverage of every interval in every world. */
export function coverageTable(): readonly Measured[] {
  return asked.flatMap((one) => {
    const byWorld = worlds.map(
      (world) => [world.id, coverageIn(one, world, one.samples ?? SAMPLES)] as const,
    );
    return Object.keys(one.intervals).map((interval) => ({
      procedure: one.procedure,
      options: one.options ?? {},
      interval,
      worlds: Object.fromEntries(byWorld.map(([id, found]) => [id, found[interval] ?? null])),
    }));
  });
}

/**
 * The coverage of a procedure's intervals in a world.
 * @param truths the values that intervals should hold, where they are known; else those of a population
 * @param procedure in place of the catalogue's, to see that a wrong one is told
 */
export function coverageIn(
  one: Asked,
  world: World,
  samples: number,
  truths: Readonly<Record<string, number>> = populationTruths(one, world),
  procedure: Procedure = procedureNamed(one.procedure),
): Readonly<Record<string, Coverage>> {
  const random = streamFor(one, world, 'samples');
  const found = Object.fromEntries(
    Object.entries(truths).map(([at, truth]) => [at, { truth, held: 0, below: 0, above: 0 }]),
  );
  for (let k = 0; k < samples; k++) {
    const sample = forms[one.form](world, random, 1);
    const setting = settingOf(procedure, one, { resamples: RESAMPLES, seed: k });
    const result = answered(() => procedure.compute(sample, setting));
    for (const [at, count] of Object.entries(found)) {
      const interval = result && (valueAt(result, at) as readonly [number, number] | null | undefined);
      if (!interval) continue;
      const [low, high] = interval;
      if (high < count.truth) count.below++;
      else if (low > count.truth) count.above++;
      else count.held++;
    }
  }
  return found;
}

/** The values of a population, to six digits, so that a table that was written gives the same counts. */
export function populationTruths(one: Asked, world: World): Readonly<Record<string, number>> {
  const procedure = procedureNamed(one.procedure);
  const population = forms[one.form](
    world,
    streamFor(one, world, 'population'),
    one.population ?? POPULATION,
  );
  const result = procedure.compute(population, settingOf(procedure, one, { resamples: 100, seed: 0 }));
  return Object.fromEntries(
    Object.entries(one.intervals).flatMap(([interval, value]) => {
      const truth = valueAt(result, value);
      return typeof truth === 'number' ? [[interval, Number(truth.toPrecision(6))]] : [];
    }),
  );
}

function settingOf(
  procedure: Procedure,
  { options = {} }: Asked,
  drawn: Readonly<Record<string, number>>,
): object {
  const own = Object.entries(drawn).filter(([name]) => name in procedure.options);
  return optionsFor(procedure, { ...options, ...Object.fromEntries(own) });
}

function streamFor({ procedure, options = {} }: Asked, world: World, purpose: string) {
  return stream(20261128, 'calibration', procedure, JSON.stringify(options), world.id, purpose);
}

/** undefined where a sample is refused. */
function answered<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
