import { InputError } from '../numeric/input-error.ts';
import { sum } from '../numeric/moments.ts';
import { fillIndices, indexSource } from '../numeric/random-indices.ts';
import { stream } from '../numeric/stream.ts';
import { assertEnough, assertFiniteValues } from './differences.ts';
import { type PValues, pValuesFromLogs } from './p-values.ts';

/** Up to this many units every pattern of signs is visited: 2^20 patterns, a few milliseconds. */
const MOST_ENUMERATED_UNITS = 20;

const SIGNS_PER_DRAW = 30;

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

/**
 * Signs come 30 to a random number, six of which pick the signed sum of six differences from a table: five additions
 * in place of 30.
 */
function draw(differences: Float64Array, resamples: number, seed: number): Count {
  const tally = counter(differences);
  const source = indexSource(stream(seed, 'permutation'));
  const bits = new Int32Array(Math.ceil(differences.length / SIGNS_PER_DRAW));
  const sums = tablesOf(differences, bits.length);
  for (let r = 0; r < resamples; r++) {
    fillIndices(source, 2 ** SIGNS_PER_DRAW, bits);
    let total = 0;
    for (let k = 0, at = 0; k < bits.length; k++) {
      const drawn = bits[k];
      total +=
        sums[at + (drawn & 63)] +
        sums[at + 64 + ((drawn >> 6) & 63)] +
        sums[at + 128 + ((drawn >> 12) & 63)] +
        sums[at + 192 + ((drawn >> 18) & 63)] +
        sums[at + 256 + ((drawn >> 24) & 63)];
      at += 320;
    }
    tally.add(total);
  }
  return tally.count;
}

/** For six differences after six: the sum by their signs, a set bit being plus. */
function tablesOf(differences: Float64Array, draws: number): Float64Array {
  const sums = new Float64Array(320 * draws);
  for (let k = 0; 6 * k < differences.length; k++) {
    const six = differences.subarray(6 * k, 6 * k + 6);
    for (let signs = 0; signs < 64; signs++) {
      let total = 0;
      for (let i = 0; i < six.length; i++) total += (signs >> i) & 1 ? six[i] : -six[i];
      sums[64 * k + signs] = total;
    }
  }
  return sums;
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
