/**
 * Turns x from `first` on into the v of the reflection I - v v' inverse that maps it onto its first entry, and
 * gives the entry that remains. A vector of zeros stays, and its reflection is none.
 */
export function reflector(
  x: Float64Array,
  first: number,
): { readonly head: number; readonly inverse: number } {
  let largest = 0;
  for (let i = first; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
  if (largest === 0) return { head: 0, inverse: 0 };
  let squares = 0;
  for (let i = first; i < x.length; i++) {
    x[i] /= largest;
    squares += x[i] ** 2;
  }
  const head = x[first] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  const half = squares - x[first] * head; // of v'v
  x[first] -= head;
  return { head: head * largest, inverse: 1 / half };
}
