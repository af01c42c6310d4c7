import { InputError } from './input-error.ts';

/** A unit as it is printed (`dB`); `1` is that of plain numbers, which print without one. */
export type Unit = string;

/** The unit of every number of a result, by its structure; that of an inner record or array is that of all in it. */
export interface ResultUnits {
  readonly [key: string]: Unit | ResultUnits;
}

/**
 * The unit of the number at a JSON pointer into a result.
 * @throws InputError where none is declared.
 */
export function unitAt(units: ResultUnits, pointer: string): Unit {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let found: Unit | ResultUnits | undefined = units;
  for (const part of parts) {
    if (typeof found === 'string') return found;
    // The items of a list are all alike.
    if (!Object.hasOwn(found, part) && /^\d+$/.test(part)) continue;
    found = Object.hasOwn(found, part) ? found[part] : undefined;
    if (found === undefined) break;
  }
  if (typeof found === 'string') return found;
  throw new InputError({
    where: `unit at ${pointer}`,
    expected: `a number among ${Object.keys(units).join(', ')}`,
    got: 'a place without a unit',
    remedy: 'point at one number or one interval',
  });
}

/** The unit of a quotient. */
export function unitPer(above: Unit, below: Unit): Unit {
  if (above === below) return '1';
  return below === '1' ? above : `${above}/${below}`;
}
