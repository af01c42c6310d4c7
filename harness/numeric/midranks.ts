import { ascendingOrder } from './ascending-order.ts';

/** Ranks with ties sharing the mean of the places they take. */
export interface Midranks {
  /** Rank of each value, 1 for the smallest. */
  readonly ranks: Float64Array;
  /** Size of each group of equal values, in ascending order of value; 1 where nothing ties. */
  readonly groups: Uint32Array;
}

/** Midranks of finite values. Only exactly equal values tie. */
export function midranks(values: Float64Array): Midranks {
  const n = values.length;
  const order = ascendingOrder(values);
  const ranks = new Float64Array(n);
  const groups = new Uint32Array(n);
  let count = 0;
  for (let start = 0; start < n; ) {
    const value = values[order[start]];
    let end = start + 1;
    while (end < n && values[order[end]] === value) end++;
    const rank = (start + 1 + end) / 2;
    for (let k = start; k < end; k++) ranks[order[k]] = rank;
    groups[count++] = end - start;
    start = end;
  }
  return { ranks, groups: groups.subarray(0, count) };
}

/** Sum of t^3 - t over groups of ties, as the variances of rank statistics use it. */
export function tieTerm(groups: Uint32Array): number {
  return groups.reduce((total, t) => total + t * (t * t - 1), 0);
}
