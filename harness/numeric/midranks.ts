/** Ranks with ties sharing the mean of the places they take. */
export interface Midranks {
  /** Rank of each value, 1 for the smallest. */
  readonly ranks: Float64Array;
  /** Size of each group of equal values, in ascending order of value; 1 where nothing ties. */
  readonly groups: readonly number[];
}

/** Midranks of finite values. Only exactly equal values tie. */
export function midranks(values: Float64Array): Midranks {
  const n = values.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(n);
  const groups: number[] = [];
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2;
    groups.push(end - start);
    start = end;
  }
  return { ranks, groups };
}

/** Sum of t^3 - t over groups of ties, as the variances of rank statistics use it. */
export function tieTerm(groups: readonly number[]): number {
  return groups.reduce((total, t) => total + t * (t * t - 1), 0);
}
