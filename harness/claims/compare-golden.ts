import { unitAt } from '../numeric/unit.ts';
import type { Absent, Evidence } from './evidence.ts';
import type { Conditions, Deviation, GoldenStatistic, GoldenValues } from './golden.ts';
import { valueAt } from './json-pointer.ts';
import { accepted, type Spread, spreadOf, type Tolerance } from './tolerance.ts';

/**
 * What a value is held to: `repeated`, what the same seed on the same engine with the same networks must give again;
 * `another`, what another seed, engine or training may give.
 */
export type Regime = 'repeated' | 'another';

/** A value that was compared, and the least change of it that would have been told. */
export interface Compared {
  readonly regime: Regime;
  readonly unit: string;
  readonly reach: number;
}

/** How an experiment stands against its golden values. */
export interface GoldenComparison {
  readonly compared: readonly Compared[];
  readonly deviations: readonly Deviation[];
  /** Values that follow from a seed which was never run, by arithmetic alone: nothing says what they may be. */
  readonly unsaid: number;
  /** Values of statistics that lack an asset which nobody has fetched. */
  readonly unfetched: number;
}

/**
 * Compares statistics with their golden values; what is expected and absent is a deviation too, unless it is for an
 * asset that has not been fetched.
 */
export function compareGolden(
  golden: GoldenValues,
  statistics: readonly Evidence[],
  conditions: Conditions,
  absent: readonly Absent[] = [],
): GoldenComparison {
  const compared: Compared[] = [];
  const deviations: Deviation[] = [];
  let [unsaid, unfetched] = [0, 0];
  const without = new Set(
    absent.flatMap((each) => (each.unfetched ? [nameOf(each.statistic, each.group)] : [])),
  );
  const spreads = spreadsOf(golden.values);
  const found = new Map(statistics.map((each) => [nameOf(each.id, each.group), each]));
  for (const entry of golden.values) {
    const { statistic, group, expected } = entry;
    const name = nameOf(statistic, group);
    if (without.has(name)) {
      unfetched += Object.keys(expected).length;
      continue;
    }
    const evidence = found.get(name);
    for (const [pointer, value] of Object.entries(expected)) {
      const held = heldTo(entry, value, golden, conditions, spreads.get(`${statistic} ${pointer}`));
      if (!held) {
        unsaid += 1;
        continue;
      }
      const observed = evidence && valueAt(evidence.result, pointer);
      const [low, high] = held.range;
      const unit = evidence && observed !== undefined ? unitAt(evidence.units, pointer) : '';
      compared.push({ regime: held.regime, unit, reach: (high - low) / 2 });
      if (typeof observed === 'number' && observed >= low && observed <= high) continue;
      const { kind, size, reason } = held.tolerance;
      deviations.push({
        where: [golden.experiment, statistic, ...Object.values(group)].join(' ') + pointer,
        expected: String((low + high) / 2),
        got: observed === undefined ? 'nothing: the statistic is not computed' : String(observed),
        tolerance: `${held.regime}, ${kind} ${size}: ${low} .. ${high} (${reason})`,
      });
    }
  }
  return { compared, deviations, unsaid, unfetched };
}

interface Held {
  readonly regime: Regime;
  readonly tolerance: Tolerance;
  readonly range: readonly [low: number, high: number];
}

/** The regime that applies to a value, and what it accepts. */
function heldTo(
  { repeated, another, retrained }: GoldenStatistic,
  value: number | readonly number[],
  { seeds, engine, trained }: GoldenValues,
  conditions: Conditions,
  spread: Spread | undefined,
): Held | undefined {
  const again = (run: number): Held => ({
    regime: 'repeated',
    tolerance: repeated,
    range: accepted(run, repeated),
  });
  const networksAgain =
    another === undefined || (engine === conditions.engine && trained === conditions.trained);
  const run = runOf(value, seeds, conditions.seed);
  if (networksAgain && run !== undefined) return again(run);
  if (another === undefined) return undefined;
  const newlyTrained = trained !== conditions.trained || (trained && engine !== conditions.engine);
  const tolerance = (newlyTrained && retrained) || another;
  return { regime: 'another', tolerance, range: accepted(value, tolerance, larger(value, spread)) };
}

/** The pooled spread, with the value's own standard deviation where that is larger: some groups vary more than others. */
function larger(value: number | readonly number[], pooled: Spread | undefined): Spread | undefined {
  if (typeof value === 'number' || !pooled) return pooled;
  return { ...pooled, sd: Math.max(pooled.sd, spreadOf([value]).sd) };
}

/** What a seed's run gave: a plain number is that of one seed, or of every seed where several gave it. */
function runOf(
  value: number | readonly number[],
  seeds: readonly number[],
  seed: number,
): number | undefined {
  if (typeof value !== 'number') return value[seeds.indexOf(seed)];
  return seeds.length > 1 || seeds.includes(seed) ? value : undefined;
}

/** The spread of each number of a statistic between seeds, pooled over the statistic's groups. */
function spreadsOf(values: readonly GoldenStatistic[]): ReadonlyMap<string, Spread> {
  const runs = new Map<string, (readonly number[])[]>();
  for (const { statistic, expected } of values) {
    for (const [pointer, value] of Object.entries(expected)) {
      if (typeof value === 'number') continue;
      const name = `${statistic} ${pointer}`;
      runs.set(name, [...(runs.get(name) ?? []), value]);
    }
  }
  return new Map([...runs].map(([name, groups]) => [name, spreadOf(groups)]));
}

function nameOf(id: string, group: Readonly<Record<string, string>>): string {
  const levels = Object.entries(group).map(([factor, level]) => `${factor}=${level}`);
  return [id, ...levels.sort()].join(' ');
}
