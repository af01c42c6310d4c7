/** Ranks with ties sharing the mean of the places they take. */
export interface Midranks {
  /** Rank of each value, 1 for the smallest. */
  readonly ranks: Float64Array;
  /** Size of each group of equal values, in ascending order of value; 1 where nothing ties. */
  readonly groups: readonly number[];
}

/**
 * Midranks of finite values. Only exactly equal values tie. Sorts the numbers themselves and looks each one up,
 * which is several times faster than sorting positions with a comparator.
 */
export function midranks(values: Float64Array): Midranks {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const rankFrom = new Float64Array(n);
  const groups: number[] = [];
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    rankFrom[start] = (start + 1 + end) / 2;
    groups.push(end - start);
    start = end;
  }
  return { ranks: values.map((value) => rankFrom[firstAtLeast(sorted, value)]), groups };
}

/** The first place in ascending values that is not below `value`. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [lo, hi] = [0, sorted.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (sorted[middle] < value) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

/** Sum of t^3 - t over groups of ties, as the variances of rank statistics use it. */
export function tieTerm(groups: readonly number[]): number {
  return groups.reduce((total, t) => total + t * (t * t - 1), 0);
}
