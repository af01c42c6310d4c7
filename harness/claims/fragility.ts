import type { Comparator } from './comparator.ts';
import { outcomeOf } from './comparator.ts';
import { eased, turningEasings, turningWidths } from './eased.ts';
import type { Outcome } from './outcome.ts';
import { worst } from './worst.ts';

/** A comparison as far as its outcome depends on its bound and on the number of images. */
export interface Turnable {
  readonly value: number;
  /** `[value, value]` where it has no sampling error. */
  readonly interval: readonly [number, number];
  readonly unit: string;
  readonly comparator: Comparator;
  /** What the outcome becomes where so many times the images, and the subjects, were too few or said nothing. */
  readonly finally: (outcome: Outcome, times: number) => Outcome;
  /** The multiples of the images at which they become too few. */
  readonly tooFewAt: readonly number[];
  /** Whether another number of images moves it: not where the value has no interval. */
  readonly scales: boolean;
}

/** The smallest changes that turn a verdict, each with the others left as they are. */
export interface Fragility {
  /** Of the bounds, all those in a unit at once. */
  readonly thresholds: readonly ThresholdFragility[];
  /** How many comparisons came out how, and how many of the worst would have to be left out. */
  readonly comparisons: OutcomeCounts & { readonly leftOut: Turn | null };
  /**
   * Of the number of images: the nearest smaller and larger multiple of it, were their values to stay and their
   * intervals to go with the root of n. Null where none turns it; both null where no comparison has an interval of
   * images, or a p value decides too.
   */
  readonly images: { readonly fewer: Turn | null; readonly more: Turn | null };
  /** Of the seed: what runs with others gave, where golden values hold them. */
  readonly seeds?: readonly { readonly seed: number; readonly outcome: Outcome }[];
}

/** The change at which a verdict turns, and what it turns to just beyond. */
export interface Turn {
  readonly at: number;
  readonly to: Outcome;
}

/** Of bounds in one unit: the smallest changes that turn the verdict. */
export interface ThresholdFragility {
  readonly unit: string;
  /** How much stricter, and how much easier, bounds would have to be; null where no such bound turns the verdict. */
  readonly stricter: Turn | null;
  readonly easier: Turn | null;
  /** How many comparisons in this unit come out how, from each easing on (negative: stricter); null: from the strictest. */
  readonly curve: readonly (OutcomeCounts & { readonly from: number | null })[];
}

/** How many comparisons come out how. */
export interface OutcomeCounts {
  readonly reproduced: number;
  readonly inconclusive: number;
  readonly notReproduced: number;
}

/** How near a verdict is to another one, from the comparisons that it is the worst of. */
export function fragilityOf(all: readonly Turnable[]): Fragility {
  const outcomes = all.map((one) => outcomeAt(one, 0, 1));
  return {
    thresholds: [...new Set(all.map(({ unit }) => unit))].map((unit) => thresholdFragility(all, unit)),
    comparisons: { ...countsOf(outcomes), leftOut: leftOut(outcomes) },
    images: imageFragility(all),
  };
}

function outcomeAt(one: Turnable, easing: number, times: number): Outcome {
  const width = one.scales ? 1 / Math.sqrt(times) : 1;
  const { value, interval } = one;
  const ends =
    width === 1
      ? interval
      : ([value - width * (value - interval[0]), value + width * (interval[1] - value)] as const);
  return one.finally(outcomeOf(ends, easing === 0 ? one.comparator : eased(one.comparator, easing)), times);
}

function thresholdFragility(all: readonly Turnable[], unit: string): ThresholdFragility {
  const own = all.filter((one) => one.unit === unit);
  const at = ascending(own.flatMap(({ interval, comparator }) => turningEasings(interval, comparator)));
  const verdictAt = (easing: number) =>
    worst(all.map((one) => outcomeAt(one, one.unit === unit ? easing : 0, 1)));
  const strictest = (at[0] ?? 0) - 1;
  const steps = [{ from: null, inside: strictest }, ...at.map((from, i) => ({ from, inside: after(at, i) }))];
  const stricter = turnTowards(at.map((one) => -one).reverse(), 0, (by) => verdictAt(-by));
  return {
    unit,
    stricter,
    easier: turnTowards(at, 0, verdictAt),
    curve: steps
      .map(({ from, inside }) => ({ from, ...countsOf(own.map((one) => outcomeAt(one, inside, 1))) }))
      .filter((step, i, curve) => i === 0 || !alike(step, curve[i - 1]!)),
  };
}

function imageFragility(all: readonly Turnable[]): Fragility['images'] {
  if (!all.every(({ scales }) => scales)) return { fewer: null, more: null };
  const at = ascending(
    all.flatMap(({ value, interval, comparator, tooFewAt }) => [
      ...tooFewAt,
      ...turningWidths(value, interval, comparator).map((width) => width ** -2),
    ]),
  );
  const verdictAt = (times: number) => worst(all.map((one) => outcomeAt(one, 0, times)));
  // Fewer: the same walk over the inverses, which grow as the images become fewer.
  const fewer = turnTowards(at.map((one) => 1 / one).reverse(), 1, (inverse) => verdictAt(1 / inverse));
  return {
    fewer: fewer && { ...fewer, at: 1 / fewer.at },
    more: turnTowards(at, 1, verdictAt),
  };
}

/** The first of ascending places, at or beyond `start`, past which a verdict is another than at `start`. */
function turnTowards(
  places: readonly number[],
  start: number,
  verdictAt: (at: number) => Outcome,
): Turn | null {
  const now = verdictAt(start);
  for (const [i, at] of places.entries()) {
    if (at < start) continue;
    const to = verdictAt(after(places, i));
    if (to !== now) return { at, to };
  }
  return null;
}

/** A place between one of ascending places and the next. */
function after(places: readonly number[], i: number): number {
  const next = places[i + 1];
  return next === undefined ? places[i]! + 1 + Math.abs(places[i]!) : (places[i]! + next) / 2;
}

/** How many of the worst comparisons carry the verdict: without them it is what the others say. */
function leftOut(outcomes: readonly Outcome[]): Turn | null {
  const now = worst(outcomes);
  const others = outcomes.filter((outcome) => outcome !== now);
  return others.length === 0 ? null : { at: outcomes.length - others.length, to: worst(others) };
}

function countsOf(outcomes: readonly Outcome[]): OutcomeCounts {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    reproduced: count('reproduced'),
    inconclusive: count('inconclusive'),
    notReproduced: count('not reproduced'),
  };
}

/** All others are not reproduced. */
function alike(a: OutcomeCounts, b: OutcomeCounts): boolean {
  return a.reproduced === b.reproduced && a.inconclusive === b.inconclusive;
}

function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);
}
