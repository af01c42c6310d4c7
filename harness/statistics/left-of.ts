/** What is left of a sum of squares once a part is taken out of it; 0 where that is nothing but rounding. */
export function leftOf(whole: number, part: number): number {
  const left = whole - part;
  return left > 1e-12 * whole ? left : 0;
}
