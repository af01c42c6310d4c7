/** From here on counting digits is faster than comparing. */
const FEWEST_COUNTED = 400;

const BITS = 11;
const BUCKETS = 2 ** BITS;

/**
 * The positions of values in ascending order, equal ones (0 and -0 too) in the order in which they stand: by radix
 * sort on the upper half of the doubles' bits, and by comparison of what is alike in them. For a million values that
 * takes a tenth of the time of a comparator alone.
 * @param values without NaN
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  // Typed arrays sort stably.
  if (n < FEWEST_COUNTED) return order.sort((a, b) => values[a] - values[b]);
  let from: Keyed = { keys: upperHalves(values), order };
  let to: Keyed = { keys: new Uint32Array(n), order: new Uint32Array(n) };
  for (let shift = 0; shift < 32; shift += BITS) {
    if (movedByDigit(from, to, shift)) [from, to] = [to, from];
  }
  sortAlike(from, values);
  return from.order;
}

/** The values in ascending order, in an array of their own. */
export function ascendingValues(values: Float64Array): Float64Array {
  const order = ascendingOrder(values);
  const sorted = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) sorted[k] = values[order[k]];
  return sorted;
}

interface Keyed {
  readonly keys: Uint32Array;
  readonly order: Uint32Array;
}

/** The upper half of each double, as a whole number without sign that ascends as the doubles do. */
function upperHalves(values: Float64Array): Uint32Array {
  const n = values.length;
  const positive = new Float64Array(n);
  for (let i = 0; i < n; i++) positive[i] = values[i] + 0; // -0 becomes 0
  const words = new Uint32Array(positive.buffer);
  const keys = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const word = words[2 * i + 1];
    keys[i] = word >>> 31 === 1 ? ~word : word ^ 0x80000000;
  }
  return keys;
}

/** One stable pass over the bits from `shift`; false where all keys have the same, and nothing moves. */
function movedByDigit(from: Keyed, to: Keyed, shift: number): boolean {
  const n = from.keys.length;
  const places = new Uint32Array(BUCKETS);
  for (let k = 0; k < n; k++) places[(from.keys[k] >>> shift) & (BUCKETS - 1)]++;
  if (places[(from.keys[0] >>> shift) & (BUCKETS - 1)] === n) return false;
  let next = 0;
  for (let digit = 0; digit < BUCKETS; digit++) {
    const count = places[digit];
    places[digit] = next;
    next += count;
  }
  for (let k = 0; k < n; k++) {
    const key = from.keys[k];
    const at = places[(key >>> shift) & (BUCKETS - 1)]++;
    to.keys[at] = key;
    to.order[at] = from.order[k];
  }
  return true;
}

/** Sorts the runs of one key by value; a run that ascends already, as one of equal values does, is left. */
function sortAlike({ keys, order }: Keyed, values: Float64Array): void {
  for (let start = 0; start < keys.length; ) {
    let end = start + 1;
    let ascends = true;
    for (; end < keys.length && keys[end] === keys[start]; end++) {
      ascends &&= values[order[end - 1]] <= values[order[end]];
    }
    if (!ascends) order.subarray(start, end).sort((a, b) => values[a] - values[b]);
    start = end;
  }
}
