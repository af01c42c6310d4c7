/**
 * Whether a number of a result is a p value or its logarithm, by the names that every procedure gives them. A small one
 * speaks against what its test supposes; a large one says nothing, so no p contradicts.
 * @param pointer to the number, such as `/test/log10p/twoSided`
 */
export function isPValue(pointer: string): boolean {
  return /\/(?:p|log10p)(?:\/[A-Za-z]+)?$/.test(pointer);
}
