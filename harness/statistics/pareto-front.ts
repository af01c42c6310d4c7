/** Whether no other point is as good as each in both columns, of which more is better, and better in one. */
export function onParetoFront(a: Float64Array, b: Float64Array): readonly boolean[] {
  return Array.from(a, (_, j) => !a.some((_, i) => isBetter(a, b, i, j)));
}

/** Whether point i is as good as point j in both columns, and better in one. */
export function isBetter(a: Float64Array, b: Float64Array, i: number, j: number): boolean {
  return a[i] >= a[j] && b[i] >= b[j] && (a[i] > a[j] || b[i] > b[j]);
}
