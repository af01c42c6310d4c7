import type { Fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import { asPrinted, type Quantity } from '../operand.ts';

/** The whole number that a quantity is. @throws InputError where it is none, or rounded, or less than `least`. */
export function exactCount(quantity: Quantity, options: Fields, key: string, least: number): number {
  const { low, high } = quantity.interval;
  if (low === high && Number.isInteger(low) && low >= least) return low;
  throw new InputError({
    where: options.at(key),
    expected: `a whole number, at least ${least}, that no rounding touched`,
    got: asPrinted(quantity),
    remedy: 'name a figure of the kind count, or write the number',
  });
}
