/** Sums of products of one arrangement after another: how many give each, from the least upwards. */
interface Counts {
  readonly least: number;
  readonly counts: Float64Array;
}

/**
 * Of all orders of `right`, how many have a sum of products with `left` at least, and at most, that of the order given:
 * counted exactly, ties and all, up to 18 places (18! < 2^53). The first half of the places can hold any half of the
 * values: for each such half, the orders of it and of the rest are counted and put together.
 * @param left, right whole numbers of any origin and step
 */
export function orderCounts(
  left: readonly number[],
  right: readonly number[],
): { readonly atLeast: number; readonly atMost: number; readonly all: number } {
  const [a, b] = [wholeSteps(left), wholeSteps(right)];
  const n = a.length;
  const seen = a.reduce((sum, value, i) => sum + value * b[i], 0);
  const half = n >> 1;
  const [places, values] = [a, b].map((own) => own.toSorted((p, q) => p - q));
  const first = arrangements(places.slice(0, half), values);
  const rest = arrangements(places.slice(half), values);
  let [atLeast, atMost, all] = [0, 0, 0];
  for (const [set, ours] of first) {
    const theirs = rest.get((2 ** n - 1) ^ set)!;
    const below = runningSums(theirs.counts);
    const total = below[theirs.counts.length];
    for (let i = 0; i < ours.counts.length; i++) {
      const count = ours.counts[i];
      if (count === 0) continue;
      const needed = seen - ours.least - i - theirs.least;
      all += count * total;
      atLeast += count * (total - below[within(needed, theirs.counts.length)]);
      atMost += count * below[within(needed + 1, theirs.counts.length)];
    }
  }
  return { atLeast, atMost, all };
}

/** The numbers less their least, in steps of their greatest common divisor. */
function wholeSteps(values: readonly number[]): readonly number[] {
  const least = Math.min(...values);
  const step = values.reduce((divisor, value) => greatestCommonDivisor(divisor, value - least), 0) || 1;
  return values.map((value) => (value - least) / step);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** For each set of as many values as there are places: the sums of products that its orders give. Both ascend. */
function arrangements(places: readonly number[], values: readonly number[]): ReadonlyMap<number, Counts> {
  let sets = new Map<number, Counts>([[0, { least: 0, counts: Float64Array.of(1) }]]);
  for (let taken = 0; taken < places.length; taken++) {
    const next = new Map<number, Counts>();
    for (const [set, { least, counts }] of sets) {
      for (let j = 0; j < values.length; j++) {
        if (set & (1 << j)) continue;
        const grown = set | (1 << j);
        const sums = next.get(grown) ?? emptyCounts(places, taken + 1, values, grown);
        next.set(grown, sums);
        const shift = least + places[taken] * values[j] - sums.least;
        for (let i = 0; i < counts.length; i++) sums.counts[shift + i] += counts[i];
      }
    }
    sets = next;
  }
  return sets;
}

/** Room for all sums of the first places and a set of values: opposed orders give the least, equal ones the greatest. */
function emptyCounts(
  places: readonly number[],
  taken: number,
  values: readonly number[],
  set: number,
): Counts {
  let [least, greatest, i] = [0, 0, 0];
  for (let j = 0; j < values.length; j++) {
    if (!(set & (1 << j))) continue;
    greatest += places[i] * values[j];
    least += places[taken - 1 - i] * values[j];
    i++;
  }
  return { least, counts: new Float64Array(greatest - least + 1) };
}

/** Element i is the sum of the counts before i. */
function runningSums(counts: Float64Array): Float64Array {
  const sums = new Float64Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) sums[i + 1] = sums[i] + counts[i];
  return sums;
}

function within(index: number, length: number): number {
  return Math.min(length, Math.max(0, index));
}
