/** Every finite number of a result, by JSON pointer. */
export function numbersIn(
  result: unknown,
  pointer = '',
): readonly (readonly [pointer: string, value: number])[] {
  if (typeof result === 'number') return Number.isFinite(result) ? [[pointer, result]] : [];
  if (typeof result !== 'object' || result === null) return [];
  return Object.entries(result).flatMap(([key, value]) =>
    numbersIn(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
