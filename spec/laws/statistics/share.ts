import { expect } from 'chai';
import { logGamma } from '../../../harness/numeric/log-gamma.ts';

/** A sound implementation fails one comparison in as many draws of the simulation's stream. */
const FALSE_FAILURE = 1e-6;

/**
 * A count of `runs` is one that a true share from `least` to `most` gives: neither so few nor so many have a chance
 * below half of 1e-6, by the binomial distribution itself, since a normal one is ten times off in tails of rare things.
 */
export function expectShare(
  count: number,
  runs: number,
  [least, most]: readonly [number, number],
  what: string,
): void {
  const few = tail(0, count, runs, Math.min(1, least));
  const many = tail(count, runs, runs, Math.min(1, most));
  const shares = least === most ? `${least}` : `${least} to ${most}`;
  expect(Math.min(few, many), `${what}: ${count} of ${runs}, promised a share of ${shares}`).to.be.above(
    FALSE_FAILURE / 2,
  );
}

/** P(from <= X <= to) of a binomial. */
function tail(from: number, to: number, n: number, p: number): number {
  if (p <= 0) return from === 0 ? 1 : 0;
  if (p >= 1) return to === n ? 1 : 0;
  let sum = 0;
  for (let k = from; k <= to; k++)
    sum += Math.exp(
      logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p),
    );
  return sum;
}
