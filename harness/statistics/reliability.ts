import { fQuantile, logFTail } from '../numeric/f-distribution.ts';
import { mean } from '../numeric/moments.ts';
import { intervalLevel } from './interval-level.ts';

/** An intraclass correlation with its F test and interval. */
export interface Reliability {
  readonly value: number;
  readonly f: number;
  readonly df: readonly [numerator: number, denominator: number];
  readonly p: number;
  readonly ci95: readonly [low: number, high: number];
}

/** The six forms of Shrout and Fleiss (1979), by their names. */
export interface IntraclassCorrelations {
  readonly icc1: Reliability;
  readonly icc2: Reliability;
  readonly icc3: Reliability;
  readonly icc1k: Reliability;
  readonly icc2k: Reliability;
  readonly icc3k: Reliability;
}

/**
 * Intraclass correlations of two or more measurements of the same cases: of one measurement (icc1: one-way; icc2:
 * two-way, absolute agreement; icc3: two-way, consistency) and of the mean of all (icc1k, icc2k, icc3k), with the
 * intervals of Shrout and Fleiss (1979) and of McGraw and Wong (1996).
 * @param measurements a column each, element i of every one is the same case
 */
export function intraclassCorrelations(measurements: readonly Float64Array[]): IntraclassCorrelations {
  const { msr, msc, mse, msw, n, k } = meanSquares(measurements);
  const alpha = (1 - intervalLevel()) / 2;

  const oneWay = { f: msr / msw, df: [n - 1, n * (k - 1)] as const };
  const twoWay = { f: msr / mse, df: [n - 1, (n - 1) * (k - 1)] as const };
  const tested = ({ f, df }: typeof oneWay) => ({ f, df, p: Math.exp(logFTail(f, ...df)) });
  // F over and times its quantiles: the ends of intervals of the one-way and the consistency forms.
  const ends = ({ f, df: [a, b] }: typeof oneWay) =>
    [f / fQuantile(1 - alpha, a, b), f * fQuantile(1 - alpha, b, a)] as const;
  const single = (f: number) => (f - 1) / (f + k - 1);
  const average = (f: number) => 1 - 1 / f;
  const [one, two] = [ends(oneWay), ends(twoWay)];

  const icc2 = (msr - mse) / (msr + (k - 1) * mse + (k * (msc - mse)) / n);
  const absolute = absoluteEnds({ msr, msc, mse, n, k, icc: icc2, alpha });
  const ofMean = (r: number) => (r * k) / (1 + r * (k - 1));
  return {
    icc1: { value: single(oneWay.f), ...tested(oneWay), ci95: [single(one[0]), single(one[1])] },
    icc2: { value: icc2, ...tested(twoWay), ci95: absolute },
    icc3: { value: single(twoWay.f), ...tested(twoWay), ci95: [single(two[0]), single(two[1])] },
    icc1k: { value: average(oneWay.f), ...tested(oneWay), ci95: [average(one[0]), average(one[1])] },
    icc2k: {
      value: (msr - mse) / (msr + (msc - mse) / n),
      ...tested(twoWay),
      ci95: [ofMean(absolute[0]), ofMean(absolute[1])],
    },
    icc3k: { value: average(twoWay.f), ...tested(twoWay), ci95: [average(two[0]), average(two[1])] },
  };
}

/** Of the two-way layout without replicates: between cases, between measurements, the rest, and within cases. */
function meanSquares(measurements: readonly Float64Array[]) {
  const [n, k] = [measurements[0].length, measurements.length];
  // Seen from the first value, so that a large offset of all takes no digits.
  const origin = measurements[0][0];
  const levels = measurements.map((values) => mean(values.map((value) => value - origin)));
  const centre = levels.reduce((sum, level) => sum + level, 0) / k;
  let [cases, error] = [0, 0];
  for (let i = 0; i < n; i++) {
    let own = 0;
    for (let j = 0; j < k; j++) own += (measurements[j][i] - origin - levels[j]) / k;
    cases += k * own ** 2;
    for (let j = 0; j < k; j++) error += (measurements[j][i] - origin - levels[j] - own) ** 2;
  }
  const between = n * levels.reduce((sum, level) => sum + (level - centre) ** 2, 0);
  return {
    msr: cases / (n - 1),
    msc: between / (k - 1),
    mse: error / ((n - 1) * (k - 1)),
    msw: (error + between) / (n * (k - 1)),
    n,
    k,
  };
}

interface TwoWay {
  readonly msr: number;
  readonly msc: number;
  readonly mse: number;
  readonly n: number;
  readonly k: number;
  readonly icc: number;
  readonly alpha: number;
}

/** The interval of absolute agreement, whose degrees of freedom are Satterthwaite's (Shrout and Fleiss 1979, p. 425). */
function absoluteEnds({ msr, msc, mse, n, k, icc, alpha }: TwoWay): readonly [number, number] {
  const ratio = msc / mse;
  const a = k * icc * ratio + n * (1 + (k - 1) * icc) - k * icc;
  const df =
    ((k - 1) * (n - 1) * a ** 2) /
    ((n - 1) * k ** 2 * icc ** 2 * ratio ** 2 + (n * (1 + (k - 1) * icc) - k * icc) ** 2);
  const lower = fQuantile(1 - alpha, n - 1, df);
  const upper = fQuantile(1 - alpha, df, n - 1);
  const rest = k * msc + (k * n - k - n) * mse;
  // Below one degree of freedom the approximation is none, and its ends may lie on one side of the value.
  return [
    Math.max(-1 / (k - 1), Math.min(icc, (n * (msr - lower * mse)) / (lower * rest + n * msr))),
    Math.max(icc, (n * (upper * msr - mse)) / (rest + n * upper * msr)),
  ];
}
