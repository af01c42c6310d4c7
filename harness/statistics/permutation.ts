import { InputError } from '../numeric/input-error.ts';
import { sum } from '../numeric/moments.ts';
import { fillSigns, indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import { assertEnough, assertFiniteValues } from './differences.ts';
import { type PValues, pValuesFromLogs } from './p-values.ts';

/** Up to this many units every pattern of signs is visited: 2^20 patterns, a few milliseconds. */
const MOST_ENUMERATED_UNITS = 20;

/** What a sign-flip test says. */
export interface PermutationResult extends PValues {
  /** Units whose signs were flipped: pairs, or clusters. */
  readonly units: number;
  readonly method: 'exact' | 'monte-carlo';
  /** Patterns visited, or drawn. */
  readonly permutations: number;
}

/**
 * Sign-flip test that the differences are symmetric about 0, by their sum (Fisher 1935). Exact over all 2^n
 * patterns for up to 20 units, else Monte Carlo with p = (b + 1) / (m + 1), which never is 0 (Phipson & Smyth
 * 2010). Two-sided: as far from 0 as the observed sum.
 * @param differences one per unit; sums of clusters flip together when a cluster's sum is the unit
 */
export function signFlip(differences: Float64Array, resamples: number, seed: number): PermutationResult {
  assertEnough('permutation test', differences.length, 1);
  assertFiniteValues('permutation test', differences);
  const exact = differences.length <= MOST_ENUMERATED_UNITS;
  const counted = exact ? enumerate(differences) : draw(differences, resamples, seed);
  const of = exact ? counted.patterns : counted.patterns + 1;
  const extra = exact ? 0 : 1;
  const log = (count: number) => Math.min(0, Math.log((count + extra) / of));
  return {
    units: differences.length,
    method: exact ? 'exact' : 'monte-carlo',
    permutations: counted.patterns,
    ...pValuesFromLogs({
      twoSided: log(counted.beyond),
      greater: log(counted.above),
      less: log(counted.below),
    }),
  };
}

/** How many patterns give a sum as high, as low, or as far from 0 as the observed one. */
interface Count {
  patterns: number;
  above: number;
  below: number;
  beyond: number;
}

/** Every pattern is a pattern of the first half with one of the second: one addition each. */
function enumerate(differences: Float64Array): Count {
  const tally = counter(differences);
  const half = differences.length >> 1;
  const second = signedSums(differences.subarray(half));
  for (const a of signedSums(differences.subarray(0, half))) {
    for (const b of second) tally.add(a + b);
  }
  return tally.count;
}

/** The sums of all patterns of signs. */
function signedSums(values: Float64Array): Float64Array {
  return values.reduce((sums, value) => {
    const grown = new Float64Array(2 * sums.length);
    sums.forEach((before, i) => {
      grown[2 * i] = before + value;
      grown[2 * i + 1] = before - value;
    });
    return grown;
  }, new Float64Array(1));
}

function draw(differences: Float64Array, resamples: number, seed: number): Count {
  const n = differences.length;
  const tally = counter(differences);
  const source = indexSource(stream(seed, 'permutation'));
  const signs = new Float64Array(n);
  for (let r = 0; r < resamples; r++) {
    fillSigns(source, signs);
    tally.add(dot(signs, differences));
  }
  return tally.count;
}

function counter(differences: Float64Array): { count: Count; add(value: number): void } {
  const observed = sum(differences);
  // Equal sums may differ by rounding; a slack of that size counts them as equal.
  const slack = 1e-12 * sum(differences.map(Math.abs));
  const count = { patterns: 0, above: 0, below: 0, beyond: 0 };
  return {
    count,
    add(value) {
      count.patterns++;
      if (value >= observed - slack) count.above++;
      if (value <= observed + slack) count.below++;
      if (Math.abs(value) >= Math.abs(observed) - slack) count.beyond++;
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

/** @throws InputError when whole clusters shall flip and there is but one. */
export function assertSeveralClusters(where: string, clusters: number): void {
  if (clusters > 1) return;
  throw new InputError({
    where,
    expected: 'at least 2 clusters',
    got: `${clusters}`,
    remedy: 'give a pattern that tells subjects apart',
  });
}
