import { InputError } from '../../numeric/input-error.ts';
import type { Interval } from '../interval.ts';
import { parsePrinted } from '../printed.ts';
import { type AttainedP, computable, nearestSignedRankP } from '../signed-rank-search.ts';
import type { ExactTables, SignedRankVariant } from '../signed-rank-tail.ts';

/** What is known of a printed signed-rank p, and what is said of how it was computed. */
export interface PrintedP {
  readonly printed: string;
  readonly described: Pick<SignedRankVariant, 'sided' | 'method' | 'correction' | 'zeros'>;
  /** Numbers of pairs that come into question; the first is the described one. */
  readonly n: readonly number[];
  /** Numbers of zero differences that come into question. */
  readonly zeroCounts: readonly number[];
}

/** A variant of the test, and whether it can print the given p. */
export interface PVariant extends SignedRankVariant {
  /** The p of the variant nearest to the printed one, and its decimal logarithm. */
  readonly value: number;
  readonly log10: number;
  /** The smallest p that the variant can give, untied. */
  readonly floor: number;
  /** The greater rank sum that gives `value`. */
  readonly w: number;
  readonly matches: boolean;
  readonly meaning: string;
}

/** Which variants of the signed-rank test give a printed p. */
export interface InferredP {
  readonly described: PVariant;
  readonly describedIsPossible: boolean;
  /** The variants that match to the printed digits, the nearest to the described one first. */
  readonly variants: readonly PVariant[];
  /** Whether exactly one variant matches. */
  readonly identifiable: boolean;
  readonly conclusion: string;
}

/**
 * Searches sidedness, method, continuity correction, zero handling and number of pairs for the variants of the
 * signed-rank test that can give a printed p: those for which some rank sum of untied differences has a p that
 * prints so.
 * @throws InputError when the text is no printed p, or a number of pairs is too great for its rank sums to be exact.
 */
export function inferP({ printed, described, n, zeroCounts }: PrintedP): InferredP {
  const interval = readP(printed);
  assertCountable(n);
  const tables: ExactTables = new Map();
  const look = (variant: SignedRankVariant) => examineP(variant, interval, tables);
  const told = { ...described, n: n[0], zeroCount: zeroCounts[0] ?? 0 };
  const all = candidates([...new Set(n)], [...new Set(zeroCounts)]).filter(computable);
  const variants = all
    .map(look)
    .filter(({ matches }) => matches)
    .map((variant) => ({ variant, distance: distanceBetween(variant, told) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ variant }) => variant);
  const inferred = { described: look(told), variants, identifiable: variants.length === 1 };
  return {
    ...inferred,
    describedIsPossible: inferred.described.matches,
    conclusion: conclude(inferred.described, variants),
  };
}

/** One variant against the interval of a printed p. */
export function examineP(variant: SignedRankVariant, printed: Interval, tables?: ExactTables): PVariant {
  return explain(variant, nearestSignedRankP(variant, printed, tables), printed);
}

function readP(printed: string): Interval {
  const interval = parsePrinted('printed p', printed);
  const lost = interval.high === 0 && /[1-9]/.test(printed.split(/[eEx×]/)[0]);
  if (interval.high >= 0 && interval.low <= 1 && !lost) return interval;
  throw new InputError({
    where: 'printed p',
    expected: lost ? 'a p above 1e-308, below which numbers are not told apart' : 'a number between 0 and 1',
    got: JSON.stringify(printed),
    remedy: lost ? 'infer from another figure' : 'give p as it is printed',
  });
}

// The sum of all ranks, n (n + 1) / 2, stays a whole number that a double holds.
const MOST_PAIRS = 1e8;

function assertCountable(n: readonly number[]): void {
  const tooMany = n.find((pairs) => pairs > MOST_PAIRS);
  if (tooMany === undefined) return;
  throw new InputError({
    where: 'number of pairs',
    expected: `at most ${MOST_PAIRS}`,
    got: String(tooMany),
    remedy: 'correct the number',
  });
}

function candidates(n: readonly number[], zeroCounts: readonly number[]): SignedRankVariant[] {
  return n.flatMap((pairs) =>
    zeroCounts.flatMap((zeroCount) =>
      // Without zeros all ways of handling them are one.
      (zeroCount > 0 ? (['wilcox', 'pratt', 'zsplit'] as const) : (['wilcox'] as const)).flatMap((zeros) =>
        (['two', 'one'] as const).flatMap((sided) => [
          { sided, method: 'asymptotic' as const, correction: false, n: pairs, zeros, zeroCount },
          { sided, method: 'asymptotic' as const, correction: true, n: pairs, zeros, zeroCount },
          { sided, method: 'exact' as const, correction: false, n: pairs, zeros, zeroCount },
        ]),
      ),
    ),
  );
}

/** How far a variant is from the described one: a step for each choice that differs, more for other data. */
function distanceBetween(variant: SignedRankVariant, described: SignedRankVariant): number {
  const steps = [
    variant.correction === described.correction ? 0 : 1,
    variant.method === described.method ? 0 : 1.1,
    variant.zeros === described.zeros || variant.zeroCount === 0 ? 0 : 1.2,
    variant.sided === described.sided ? 0 : 1.5,
    variant.zeroCount === described.zeroCount ? 0 : 2,
    variant.n === described.n ? 0 : 3 + Math.abs(variant.n - described.n) / described.n,
  ];
  return steps.reduce((sum, step) => sum + step, 0);
}

function explain(variant: SignedRankVariant, attained: AttainedP, printed: Interval): PVariant {
  const { w, logP, matches, logFloor } = attained;
  return {
    ...variant,
    value: Math.exp(logP),
    log10: logP / Math.LN10,
    floor: Math.exp(logFloor),
    w,
    matches,
    meaning: meaningOf(variant, attained, printed),
  };
}

function meaningOf(
  variant: SignedRankVariant,
  { matches, logP, logFloor, w, atFloor }: AttainedP,
  printed: Interval,
): string {
  const { sided, method, correction, n, zeros, zeroCount } = variant;
  const test = `A ${sided}-sided ${method} test${method === 'asymptotic' ? (correction ? ' with continuity correction' : ' without continuity correction') : ''} of ${n} pairs${zeroCount > 0 ? `, ${zeroCount} of them equal (${zeros})` : ''}`;
  const show = (log: number) => showLog(log);
  if (!matches && Math.log(printed.high) < logFloor)
    return `${test} cannot give less than ${show(logFloor)}, when every difference has one sign.`;
  if (!matches)
    return `${test} steps over the printed value: the nearest it can give is ${show(logP)}, at a rank sum of ${w}.`;
  if (printed.low <= 0 && !atFloor)
    return `${test} gives it from a rank sum of ${w}, ${show(logP)}, to its floor, ${show(logFloor)}.`;
  if (printed.high >= 1) return `${test} gives it up to a rank sum of ${w}, ${show(logP)}.`;
  return atFloor
    ? `${test} gives it at its floor, ${show(logP)}: every one of the differences has one sign.`
    : `${test} gives it at a rank sum of ${w}, ${show(logP)}.`;
}

function conclude(described: PVariant, variants: readonly PVariant[]): string {
  const possible = described.matches
    ? 'The described procedure can give the printed value.'
    : 'The described procedure cannot give the printed value.';
  if (variants.length === 0) return `${possible} No variant that was searched can.`;
  if (variants.length === 1) return `${possible} One variant gives it. ${variants[0].meaning}`;
  return `${possible} Not identifiable: ${variants.length} variants give it.`;
}

/** exp(log) to three digits, also where it underflows. */
function showLog(log: number): string {
  const power = Math.floor(log / Math.LN10 + 1e-12);
  const mantissa = Math.exp(log - power * Math.LN10);
  return log / Math.LN10 > -3
    ? String(Number(Math.exp(log).toPrecision(3)))
    : `${mantissa.toFixed(2)}e${power}`;
}
