import { InputError } from '../numeric/input-error.ts';
import { mean } from '../numeric/moments.ts';
import { normalCdf, normalQuantile } from '../numeric/normal.ts';
import { quantileSorted } from '../numeric/quantile.ts';

/** How an interval is made of a statistic's bootstrap replicates. */
export type BootstrapInterval = 'percentile' | 'basic' | 'bca' | 'studentised';

/** The percentile interval: quantiles of the replicates (type 7). `sorted` ascends. */
export function percentileInterval(sorted: Float64Array, confidence: number): [number, number] {
  const tail = (1 - confidence) / 2;
  return [quantileSorted(sorted, tail), quantileSorted(sorted, 1 - tail)];
}

/** The basic interval, the percentile interval turned about the estimate (Davison & Hinkley 1997, 5.2.1). */
export function basicInterval(sorted: Float64Array, estimate: number, confidence: number): [number, number] {
  const [low, high] = percentileInterval(sorted, confidence);
  return [2 * estimate - high, 2 * estimate - low];
}

/**
 * The bias-corrected and accelerated interval (Efron 1987). The bias counts replicates equal to the estimate
 * half below and half above it.
 * @param jackknife the statistic with one observation left out at a time, a list per resampled arm
 * @throws InputError when all replicates lie on one side of the estimate.
 */
export function bcaInterval(
  sorted: Float64Array,
  estimate: number,
  jackknife: readonly Float64Array[],
  confidence: number,
): [number, number] {
  const bias = normalQuantile(shareBelow(sorted, estimate));
  if (!Number.isFinite(bias)) {
    throw new InputError({
      where: 'BCa interval',
      expected: 'replicates on both sides of the estimate',
      got: 'all of them on one',
      remedy: 'use the percentile interval',
    });
  }
  const acceleration = accelerationOf(jackknife);
  const level = (p: number) => {
    const shifted = bias + normalQuantile(p);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  const tail = (1 - confidence) / 2;
  return [quantileSorted(sorted, level(tail)), quantileSorted(sorted, level(1 - tail))];
}

/**
 * The studentised interval, estimate - t* se with quantiles of the replicates' t* = (replicate - estimate) /
 * se* (Davison & Hinkley 1997, 5.2.1). `sorted` holds the t*, ascending.
 */
export function studentisedInterval(
  sorted: Float64Array,
  estimate: number,
  standardError: number,
  confidence: number,
): [number, number] {
  const [low, high] = percentileInterval(sorted, confidence);
  return [estimate - high * standardError, estimate - low * standardError];
}

/**
 * A resample that repeats the sample in another order has its mean but for the rounding, which must not decide
 * the count of a small sample.
 */
function shareBelow(sorted: Float64Array, estimate: number): number {
  const slack = 1e-12 * Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
  let [less, equal] = [0, 0];
  for (const value of sorted) {
    if (Math.abs(value - estimate) <= slack) equal++;
    else if (value < estimate) less++;
  }
  return (less + equal / 2) / sorted.length;
}

/** Skewness of the jackknife's influence values over 6, the arms weighted as in SciPy (Efron 1987, eq. 7.3). */
function accelerationOf(jackknife: readonly Float64Array[]): number {
  let [cubes, squares] = [0, 0];
  for (const values of jackknife) {
    const n = values.length;
    const centre = mean(values);
    let [second, third] = [0, 0];
    for (const value of values) {
      const influence = (n - 1) * (centre - value);
      second += influence ** 2;
      third += influence ** 3;
    }
    squares += second / n ** 2;
    cubes += third / n ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
