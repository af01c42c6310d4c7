/** The values of a volume that comes file by file, each with how often it occurs. */
export type CountedValues = ReadonlyMap<number, number>;

/** Adds the values of a part. Scanners store whole numbers of some bits, so that there are never many. */
export function countValues(into: Map<number, number>, data: Float64Array): void {
  const sorted = data.slice().sort();
  for (let i = 0, from = 0; i < sorted.length; i = from) {
    while (from < sorted.length && sorted[from] === sorted[i]) from++;
    into.set(sorted[i], (into.get(sorted[i]) ?? 0) + from - i);
  }
}

/**
 * The values in ascending order as one would index them, without holding them.
 * @param keep which of them count
 */
export function orderedValues(
  counted: CountedValues,
  keep: (value: number) => boolean,
): { readonly length: number; at(index: number): number } {
  const values = Float64Array.from([...counted.keys()].filter(keep)).sort();
  const ends = new Float64Array(values.length);
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    length += counted.get(values[i])!;
    ends[i] = length;
  }
  return { length, at: (index) => values[ends.findIndex((end) => index < end)] };
}
