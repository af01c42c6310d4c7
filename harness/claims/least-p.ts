import { logNormalTail } from '../numeric/normal.ts';
import type { Criterion } from './claim.ts';
import { valueAt } from './json-pointer.ts';
import { isPValue } from './p-value.ts';

/**
 * Why no data of this size could give the p that a criterion asks for: a signed-rank test of n pairs has a least p, 2/2^n
 * where it is exact and two-sided. Undefined where they could, or where the test has no such floor.
 * @param result of the statistic that the criterion asks
 */
export function beyondReach(
  { value, comparator }: Pick<Criterion, 'value' | 'comparator'>,
  result: Readonly<Record<string, unknown>>,
): string | undefined {
  if (!isPValue(value) || comparator.kind !== 'below') return undefined;
  const [, at, scale, side] = /^(.*)\/(p|log10p)(?:\/(\w+))?$/.exec(value)!;
  const test = valueAt(result, at!) as Readonly<Record<string, unknown>>;
  const { n } = test;
  const how = 'wPlus' in test ? `${test['method']} signed-rank` : `${test['name']}`;
  if (typeof n !== 'number' || !how.includes('signed-rank')) return undefined;
  const sides = (side ?? test['alternative']) === 'twoSided' ? 2 : 1;
  const log = how.startsWith('exact') ? logExact : logNormal(test['correction'] === true);
  const least = (pairs: number) => {
    const p = Math.log(sides) + log(pairs);
    return scale === 'p' ? Math.exp(p) : p / Math.LN10;
  };
  const { bound } = comparator;
  if (least(n) < bound) return undefined;
  let enough = n;
  while (enough < 1e5 && least(enough) >= bound) enough += 1;
  const floor = Number(least(n).toPrecision(3));
  return `the least that this test can give of ${n} untied pairs is ${floor}${enough < 1e5 ? `; ${enough} pairs could give it` : ''}`;
}

/** All n differences of one sign: one of 2^n equally likely assignments. */
function logExact(n: number): number {
  return -n * Math.LN2;
}

/** W+ = n (n + 1) / 2 lies half of itself above its mean, with variance n (n + 1) (2n + 1) / 24. */
function logNormal(correction: boolean): (n: number) => number {
  return (n) => {
    const gap = (n * (n + 1)) / 4 - (correction ? 0.5 : 0);
    return logNormalTail(gap / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24));
  };
}
