import { smallestSignedRankP } from '../statistics/signed-rank.ts';
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
  const n = test['n'];
  const how = `${test['name'] ?? ''}${'wPlus' in test ? `${test['method']} signed-rank` : ''}`;
  if (typeof n !== 'number' || !how.includes('signed-rank')) return undefined;
  const sides = (side ?? test['alternative']) === 'twoSided' ? 'twoSided' : 'oneSided';
  const method = how.startsWith('exact') ? 'exact' : 'asymptotic';
  const correction = test['correction'] === true;
  const least = (pairs: number) =>
    smallestSignedRankP(pairs, { method, correction })[scale as 'p' | 'log10p'][sides];
  const { bound } = comparator;
  // Where the normal approximation goes, no more pairs than these are needed for a p of 1e-300.
  if (n > 2000 || least(n) < bound) return undefined;
  let enough = n;
  while (enough <= 2000 && least(enough) >= bound) enough += 1;
  const floor = Number(least(n).toPrecision(3));
  return `the least that this test can give of ${n} untied pairs is ${floor}${enough > 2000 ? '' : `; ${enough} pairs could give it`}`;
}
