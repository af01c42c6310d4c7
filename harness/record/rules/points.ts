import type { Fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Figures } from '../figures.ts';
import { evaluateAll, type Quantity } from '../operand.ts';

/** The coordinates x and y of points in one order. @throws InputError where there are fewer than `least`, or not as many of each. */
export function points(
  options: Fields,
  figures: Figures,
  least: number,
): readonly [x: readonly Quantity[], y: readonly Quantity[]] {
  const [x, y] = [evaluateAll(options.raw('x'), figures), evaluateAll(options.raw('y'), figures)];
  if (x.length === y.length && x.length >= least) return [x, y];
  throw new InputError({
    where: options.at('y'),
    expected: `as many values as x, at least ${least}`,
    got: `${x.length} of x and ${y.length} of y`,
    remedy: 'list the points in one order',
  });
}
