import { expect } from 'chai';
import { logIncompleteBeta } from '../harness/numeric/incomplete-beta.ts';
import { logIncompleteGamma } from '../harness/numeric/incomplete-gamma.ts';
import { normalQuantile } from '../harness/numeric/normal.ts';

/**
 * A sound implementation fails a law of drawn numbers once in a million seeds of its draws, or more seldom. A law that
 * compares several of them says `among` how many, and each gets its part (Bonferroni).
 */
const FALSE_FAILURE = 1e-6;

/** Whether a binomial of `runs` whose share lies from `least` to `most` gives this count; see `expectShare`. */
export function allowsShare(
  count: number,
  runs: number,
  [least, most]: readonly [least: number, most: number],
  among = 1,
): boolean {
  const [p, q] = [Math.min(1, least), Math.min(1, most)];
  const few = count >= runs ? 0 : logIncompleteBeta(1 - p, p, runs - count, count + 1).lower;
  const many = count <= 0 ? 0 : logIncompleteBeta(q, 1 - q, count, runs - count + 1).lower;
  return Math.min(few, many) > Math.log(FALSE_FAILURE / 2 / among);
}

/**
 * A count of `runs` is one that a true share from `least` to `most` gives: neither so few nor so many have a chance
 * below half of 1e-6, by the binomial distribution itself, since a normal one is ten times off in tails of rare things.
 */
export function expectShare(
  count: number,
  runs: number,
  promised: readonly [least: number, most: number],
  what: string,
  among = 1,
): void {
  const [least, most] = promised;
  const shares = least === most ? `${least}` : `${least} to ${most}`;
  expect(
    allowsShare(count, runs, promised, among),
    `${what}: ${count} of ${runs}, promised a share of ${shares}`,
  ).to.equal(true);
}

/** A mean of many draws is one that its expected value gives: 4.9 standard errors, 5.7 among a hundred. */
export function expectMean(
  found: number,
  expected: number,
  standardError: number,
  what: string,
  among = 1,
): void {
  const reach = normalQuantile(1 - FALSE_FAILURE / 2 / among) * standardError;
  expect(found, what).to.be.closeTo(expected, reach);
}

/** A sum of squares of `df` standard normal values (or what is distributed so) is neither too great nor too small. */
export function expectChiSquare(found: number, df: number, what: string, among = 1): void {
  const { lower, upper } = logIncompleteGamma(df / 2, found / 2);
  expect(Math.exp(Math.min(lower, upper)), `${what}: chi-square of ${found}, ${df} df`).to.be.above(
    FALSE_FAILURE / 2 / among,
  );
}

/** Counts are those of as many draws of places that are all as likely, by Pearson's chi-square. */
export function expectEven(counts: ArrayLike<number>, what: string): void {
  const all = Array.from(counts);
  const each = all.reduce((sum, count) => sum + count, 0) / all.length;
  const chiSquare = all.reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
  expectChiSquare(chiSquare, all.length - 1, what);
}
