import { logNormalTail, normalQuantile } from '../../numeric/normal.ts';
import { logStudentTTail, studentTQuantile } from '../../numeric/student-t.ts';
import { holm } from '../adjustment.ts';
import { assertEnough, assertFiniteValues } from '../differences.ts';
import type { Estimate } from '../estimate.ts';
import { intervalLevel } from '../interval-level.ts';
import { areaInterval } from './area-interval.ts';

/** With more degrees of freedom Student's t is the normal distribution. */
const NORMAL = 1e6;

/** Ratings of the same cases by several readers, each with every modality. */
export interface ReaderRatings {
  /** Of the modalities. */
  readonly names: readonly string[];
  readonly readers: readonly string[];
  /** Of the cases. */
  readonly ids: readonly string[];
  /** 1 where a case is positive, else 0. */
  readonly truth: Float64Array;
  /** Of each modality, of each reader, a value a case; the higher, the more positive. */
  readonly ratings: readonly (readonly Float64Array[])[];
}

/** A mean over readers, with the uncertainty of readers and of cases. */
export interface OverReaders extends Estimate {
  readonly standardError: number;
  /** Degrees of freedom: one less than readers where these are all that varies, more where cases do. */
  readonly df: number;
  /** Of each reader, in the order of the readers. */
  readonly byReader: readonly number[];
}

/** The area under one modality's ROC curve. */
export interface ReaderArea extends OverReaders {
  readonly name: string;
}

/** Two modalities, and the first's area less the second's. */
export interface ReaderPair {
  readonly first: string;
  readonly second: string;
  readonly difference: OverReaders;
  /** Null, with p, where the difference has no variance. */
  readonly t: number | null;
  readonly p: number | null;
  /** p adjusted by Holm for all pairs that have one. */
  readonly holm: number | null;
}

/** Areas under ROC curves of several readers. */
export interface ReaderAreas {
  readonly positives: number;
  readonly negatives: number;
  readonly areas: readonly ReaderArea[];
  readonly pairs: readonly ReaderPair[];
}

/**
 * Areas under the ROC curves of modalities, each the mean over readers who rated all cases, for readers and cases that
 * were both drawn: variances are the unbiased ones of Gallas (2006, one-shot; the mean of the shuffles of Clarkson,
 * Kupinski and Barrett 2006), the degrees of freedom are Hillis' (2007), `(R - 1) (V / V_R)^2` with V_R the variance
 * of the mean over R readers from their spread alone. Where an unbiased variance is below 0, as it can be with few cases,
 * DeLong's of the readers at hand stands in. Intervals and p are of Student's t; those of areas are cut to [0, 1].
 * @throws InputError for a rating that is not finite, fewer than two readers, or two cases of either truth.
 */
export function areasOverReaders(read: ReaderRatings): ReaderAreas {
  const { names, readers, ids, ratings, truth } = read;
  for (const [a, name] of names.entries())
    for (const [r, reader] of readers.entries())
      assertFiniteValues(`ROC curve of ${name}, reader ${reader}`, ratings[a]![r]!, ids);
  const at = (mark: number) => [...truth.keys()].filter((i) => truth[i] === mark);
  const [positives, negatives] = [at(1), at(0)];
  assertEnough('ROC curves of readers: readers', readers.length, 2);
  assertEnough('ROC curves of readers: positive cases', positives.length, 2);
  assertEnough('ROC curves of readers: negative cases', negatives.length, 2);
  const orders = names.map((_, a) => ordersOf(ratings[a]!, positives, negatives));
  const byReader = orders.map(({ rows }) =>
    rows.map((own) => sum(own) / (positives.length * negatives.length)),
  );
  const variances = names.map((_, a) =>
    names.map((__, b) => (b < a ? null : varianceOf(orders[a]!, orders[b]!))),
  );
  const variance = (a: number, b: number) => variances[Math.min(a, b)]![Math.max(a, b)]!;
  const apart = Math.min(positives.length, negatives.length);
  const areas = names.map((name, a): ReaderArea => {
    const { unbiased, ofCases } = variance(a, a);
    const { ci95, ...mean } = overReaders(byReader[a]!, unbiased > 0 ? unbiased : ofCases);
    const isCut = mean.standardError > 0;
    return {
      name,
      ...mean,
      ci95: isCut ? [Math.max(0, ci95[0]), Math.min(1, ci95[1])] : areaInterval(mean.value, 0, apart),
    };
  });
  const compared = names.flatMap((first, a) =>
    names.slice(a + 1).map((second, k) => {
      const b = a + 1 + k;
      const of = (part: keyof Variance) =>
        variance(a, a)[part] + variance(b, b)[part] - 2 * variance(a, b)[part];
      const scale = variance(a, a).ofCases + variance(b, b).ofCases;
      const own = of('unbiased') > 0 ? of('unbiased') : of('ofCases');
      // Modalities that order the cases alike differ by rounding alone.
      const known = own > 1e-12 * scale ? own : 0;
      const difference = overReaders(
        byReader[a]!.map((area, r) => area - byReader[b]![r]!),
        known,
      );
      const t = known > 0 ? difference.value / difference.standardError : null;
      const p = t === null ? null : Math.exp(Math.min(0, Math.LN2 + logTail(Math.abs(t), difference.df)));
      return { first, second, difference, t, p };
    }),
  );
  const adjusted = holm(compared.flatMap(({ p }) => (p === null ? [] : [p]))).values();
  return {
    positives: positives.length,
    negatives: negatives.length,
    areas,
    pairs: compared.map((pair) => ({ ...pair, holm: pair.p === null ? null : adjusted.next().value! })),
  };
}

/** How one modality orders pairs of a positive and a negative case, by reader: 1 right, 1/2 tied, 0 wrong. */
interface Orders {
  /** Of each reader, of each positive and negative case (positive by positive), its order. */
  readonly pairs: readonly Float64Array[];
  /** Of each reader, sums by positive case, and by negative case. */
  readonly rows: readonly Float64Array[];
  readonly columns: readonly Float64Array[];
}

function ordersOf(
  ratings: readonly Float64Array[],
  positives: readonly number[],
  negatives: readonly number[],
): Orders {
  const made = ratings.map((values) => {
    const pairs = new Float64Array(positives.length * negatives.length);
    const [row, column] = [new Float64Array(positives.length), new Float64Array(negatives.length)];
    positives.forEach((positive, i) => {
      negatives.forEach((negative, j) => {
        const [high, low] = [values[positive]!, values[negative]!];
        const order = high > low ? 1 : high === low ? 0.5 : 0;
        pairs[i * negatives.length + j] = order;
        row[i]! += order;
        column[j]! += order;
      });
    });
    return { pairs, row, column };
  });
  return {
    pairs: made.map(({ pairs }) => pairs),
    rows: made.map(({ row }) => row),
    columns: made.map(({ column }) => column),
  };
}

/** Variance, or covariance, of means over readers. */
interface Variance {
  /** Of readers and cases, Gallas' unbiased estimate. */
  readonly unbiased: number;
  /** Of cases alone with these readers, DeLong's. */
  readonly ofCases: number;
}

/** Sums of products of two modalities' orders: of the same pair, the same negative, the same positive, and any. */
type Products = readonly [pair: number, negative: number, positive: number, any: number];

function varianceOf(a: Orders, b: Orders): Variance {
  const readers = a.rows.length;
  const [n1, n0] = [a.rows[0]!.length, a.columns[0]!.length];
  const over = (parts: readonly Float64Array[]) =>
    parts.reduce(
      (total, own) => total.map((value, i) => value + own[i]!),
      new Float64Array(parts[0]!.length),
    );
  const products = (
    [pairsA, rowsA, columnsA]: readonly Float64Array[],
    [pairsB, rowsB, columnsB]: readonly Float64Array[],
  ): Products => [
    dot(pairsA!, pairsB!),
    dot(columnsA!, columnsB!),
    dot(rowsA!, rowsB!),
    sum(rowsA!) * sum(rowsB!),
  ];
  const whole = ({ pairs, rows, columns }: Orders) => [over(pairs), over(rows), over(columns)];
  const all = products(whole(a), whole(b));
  const one = ({ pairs, rows, columns }: Orders, r: number) => [pairs[r]!, rows[r]!, columns[r]!];
  const same = a.rows
    .map((_, r) => products(one(a, r), one(b, r)))
    .reduce((total, own) => total.map((value, k) => value + own[k]!) as unknown as Products);
  const other = all.map((value, k) => value - same[k]!) as unknown as Products;
  // Means over different cases: what the same cases add to a sum of all is taken out.
  const moments = ([pair, negative, positive, any]: Products, times: number) => [
    pair / (times * n1 * n0),
    (negative - pair) / (times * n1 * (n1 - 1) * n0),
    (positive - pair) / (times * n1 * n0 * (n0 - 1)),
    (any - negative - positive + pair) / (times * n1 * (n1 - 1) * n0 * (n0 - 1)),
  ];
  const weights = [1, n1 - 1, n0 - 1, (n1 - 1) * (n0 - 1)].map((count) => count / (n1 * n0));
  const weighted = (values: readonly number[]) =>
    values.reduce((total, value, k) => total + weights[k]! * value, 0);
  const across = moments(other, readers * (readers - 1));
  const [wholeA, wholeB] = [whole(a), whole(b)];
  return {
    unbiased:
      weighted(moments(same, readers)) / readers + ((readers - 1) / readers) * weighted(across) - across[3]!,
    ofCases:
      covariance(wholeA[1]!, wholeB[1]!) / (n1 * (readers * n0) ** 2) +
      covariance(wholeA[2]!, wholeB[2]!) / (n0 * (readers * n1) ** 2),
  };
}

function overReaders(byReader: readonly number[], variance: number): OverReaders {
  const readers = byReader.length;
  const value = byReader.reduce((total, own) => total + own, 0) / readers;
  const ofReaders = byReader.reduce((total, own) => total + (own - value) ** 2, 0) / (readers - 1) / readers;
  const freedom = ofReaders > 0 ? (readers - 1) * Math.max(1, variance / ofReaders) ** 2 : Infinity;
  const df = freedom < NORMAL ? freedom : Infinity;
  const standardError = Math.sqrt(variance);
  const level = (1 + intervalLevel()) / 2;
  const reach = standardError * (df < Infinity ? studentTQuantile(level, df) : normalQuantile(level));
  return { value, standardError, df, ci95: [value - reach, value + reach], byReader };
}

function logTail(t: number, df: number): number {
  return df < Infinity ? logStudentTTail(t, df) : logNormalTail(t);
}

function covariance(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length];
  return a.reduce((total, value, i) => total + (value - meanA) * (b[i]! - meanB), 0) / (a.length - 1);
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
