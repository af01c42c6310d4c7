import { agreement, type Interval, point } from '../../interval.ts';
import { type ChoiceName, choiceNamed } from './choices.ts';
import { type Convention, conventionText, departuresOf, distanceBetween } from './convention.ts';
import type { Inferable } from './inferable.ts';

/** A convention that was searched, with the number that it gives of these images. */
export interface ScoreVariant {
  /** The levels in which it departs from the described convention. */
  readonly departures: Convention;
  readonly value: number;
  /** Distance from the described convention: about one for each departure. */
  readonly distance: number;
  /** Which of the values that fit it gives, counted from 0 in the order of their nearest conventions. */
  readonly alike: number;
  readonly meaning: string;
}

/** How many values fit within so many departures, and how many would if the number had nothing to do with these images. */
export interface ChanceFits {
  readonly departures: number;
  /** Conventions searched, and the different values that they give. */
  readonly conventions: number;
  readonly values: number;
  readonly fits: number;
  readonly byChance: number;
}

/** Conventions that could not be taken on these images, and why. */
export interface Untaken {
  readonly why: string;
  readonly conventions: number;
}

/** Which conventions give a printed score. */
export interface InferredScore {
  readonly described: {
    readonly convention: Convention;
    readonly value: number | null;
    readonly matches: boolean;
  };
  readonly describedIsPossible: boolean;
  /** Those that give the printed number, the nearest to the described one first. */
  readonly variants: readonly ScoreVariant[];
  readonly chance: readonly ChanceFits[];
  /**
   * The different values that fit and how many conventions give each: those of one value cannot be told apart on these
   * images, whatever is printed.
   */
  readonly alike: readonly { readonly value: number; readonly conventions: number }[];
  /** Decimals that would tell the values that fit apart; null where there is one, or where 9 would not. */
  readonly decimals: number | null;
  readonly untaken: readonly Untaken[];
  readonly identifiable: boolean;
  readonly conclusion: string;
}

/**
 * Which of the searched conventions give a printed score.
 * @param conventions the described one first
 * @param values what each gives, or why it gives nothing
 */
export function inferScore(
  metric: Inferable,
  printed: Interval,
  conventions: readonly Convention[],
  values: readonly (number | string)[],
): InferredScore {
  const [described] = conventions;
  const taken = conventions.flatMap((convention, i) => {
    const value = values[i];
    return typeof value === 'string' ? [] : [{ convention, value }];
  });
  const fitting = taken
    .filter(({ value }) => fits(printed, value))
    .map((one) => ({ ...one, distance: distanceBetween(one.convention, described) }))
    .sort((a, b) => a.distance - b.distance);
  const alike: { value: number; conventions: number }[] = [];
  const variants = fitting.map(({ convention, value, distance }): ScoreVariant => {
    const known = alike.findIndex((group) => same(group.value, value));
    if (known < 0) alike.push({ value, conventions: 1 });
    else alike[known].conventions++;
    const names = departuresOf(convention, described);
    return {
      departures: Object.fromEntries(names.map((name) => [name, convention[name]])),
      value,
      distance,
      alike: known < 0 ? alike.length - 1 : known,
      meaning: meaningOf(convention, described, names),
    };
  });
  const own = typeof values[0] === 'string' ? null : values[0];
  const found = {
    described: { convention: described, value: own, matches: own !== null && fits(printed, own) },
    variants,
    chance: chanceFits(metric, printed, described, taken),
    alike,
    decimals: decimalsApart(alike.map(({ value }) => value)),
    untaken: untakenOf(values),
  };
  return {
    ...found,
    describedIsPossible: found.described.matches,
    identifiable: variants.length === 1,
    conclusion: conclude(metric, found, {
      why: typeof values[0] === 'string' ? values[0] : undefined,
      missed: nearestMiss(printed, taken),
    }),
  };
}

function fits(printed: Interval, value: number): boolean {
  return Number.isFinite(value) && agreement(printed, point(value)) !== 'differ';
}

/** Values are one where only the order of additions tells them apart. */
function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

/**
 * The density of different values around the printed number, times the width of what rounds to it: how many would fit
 * if the number came from elsewhere. Counted for conventions of at most 0, 1, ... departures, since the more of them are
 * tried the more fit.
 */
function chanceFits(
  metric: Inferable,
  printed: Interval,
  described: Convention,
  taken: readonly { readonly convention: Convention; readonly value: number }[],
): readonly ChanceFits[] {
  const width = printed.high - printed.low;
  const reach = Math.max(metric.reach, 10 * width);
  const middle = (printed.low + printed.high) / 2;
  const counted = taken.map(({ convention, value }) => ({
    value,
    departures: departuresOf(convention, described).length,
  }));
  const most = Math.max(0, ...counted.map(({ departures }) => departures));
  return Array.from({ length: most + 1 }, (_, departures) => {
    const within = counted.filter((one) => one.departures <= departures);
    const distinct = distinctOf(within.map(({ value }) => value));
    const near = distinct.filter((value) => Math.abs(value - middle) <= reach).length;
    return {
      departures,
      conventions: within.length,
      values: distinct.length,
      fits: distinct.filter((value) => fits(printed, value)).length,
      byChance: (near * width) / (2 * reach),
    };
  });
}

function distinctOf(values: readonly number[]): readonly number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.filter((value, i) => i === 0 || !same(sorted[i - 1], value));
}

function decimalsApart(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  for (let decimals = 0; decimals <= 9; decimals++) {
    if (new Set(values.map((value) => value.toFixed(decimals))).size === values.length) return decimals;
  }
  return null;
}

function untakenOf(values: readonly (number | string)[]): readonly Untaken[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([why, conventions]) => ({ why, conventions }));
}

function meaningOf(convention: Convention, described: Convention, names: readonly ChoiceName[]): string {
  if (names.length === 0) return 'As described.';
  const each = names.map((name) => {
    const { title, levels } = choiceNamed(name);
    const level = convention[name]!;
    return `${title.toLowerCase()}: ${levels[level] ?? `the first ${level}`}`;
  });
  return `${each.join('; ')}, in place of ${names.map((name) => described[name]).join(', ')}.`;
}

/** The value that comes nearest to the printed one. */
function nearestMiss(
  { low, high }: Interval,
  taken: readonly { readonly convention: Convention; readonly value: number }[],
): { readonly convention: Convention; readonly value: number } | undefined {
  const finite = taken.filter(({ value }) => Number.isFinite(value));
  const away = ({ value }: { value: number }) => Math.abs(value - (low + high) / 2);
  return finite.toSorted((a, b) => away(a) - away(b))[0];
}

type Found = Omit<InferredScore, 'describedIsPossible' | 'identifiable' | 'conclusion'>;

function conclude(
  metric: Inferable,
  found: Found,
  { why, missed }: { readonly why: string | undefined; readonly missed: ReturnType<typeof nearestMiss> },
): string {
  const { described, variants, chance, alike, decimals } = found;
  const { convention, value, matches } = described;
  const own =
    value === null
      ? `The described convention cannot be taken: ${why}.`
      : `The described convention gives ${scoreText(metric, value)}, ${matches ? 'as' : 'not as'} printed.`;
  const [nearest] = variants;
  if (nearest === undefined) {
    const closest = missed
      ? `; the closest gives ${scoreText(metric, missed.value)} (${conventionText(missed.convention, convention)})`
      : '';
    return `${own} No convention that was searched gives the printed number${closest}.`;
  }
  const departures = Object.keys(nearest.departures).length;
  const at = chance[departures]!;
  const first = matches
    ? ''
    : ` The nearest that gives it: ${conventionText({ ...convention, ...nearest.departures }, convention)}.`;
  const expected =
    departures === 0
      ? `From elsewhere, a number would fit it in ${chanceText(at.byChance)} of cases.`
      : `With ${departures} departure${departures === 1 ? '' : 's'} or none, ${at.fits} of ${at.values} values fit; ${chanceText(at.byChance)} would by chance.`;
  const one = alike[0].conventions;
  const apart =
    variants.length === 1
      ? ' No other fits.'
      : ` Not identifiable: ${variants.length} conventions fit${alike.length > 1 ? `, with ${alike.length} values${decimals === null ? '' : ` that ${decimals} decimals would tell apart`}` : ''}${one > 1 ? `; ${one} give the value of the nearest on these images, whatever is printed` : ''}.`;
  return `${own}${first} ${expected}${apart}`;
}

/** A number that was searched for, with its unit. */
export function scoreText({ unit }: Inferable, value: number): string {
  return unit === 'dB' ? `${value.toFixed(4)} dB` : value.toFixed(6);
}

/** An expected number of fits. */
export function chanceText(expected: number): string {
  return expected >= 10 ? expected.toFixed(0) : `${Number(expected.toPrecision(2))}`;
}
