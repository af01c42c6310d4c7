import { InputError } from '../../../numeric/input-error.ts';
import type { Interval } from '../../../record/interval.ts';

/** A rounded number, with an end to either side; a bound such as "< 3" leaves nothing to compute from. */
export function rounded(
  flag: string,
  text: string,
  parse: (where: string, text: string) => Interval,
): Interval {
  const interval = parse(flag, text);
  if (Number.isFinite(interval.low) && Number.isFinite(interval.high)) return interval;
  throw new InputError({
    where: flag,
    expected: 'a rounded number or a range',
    got: `${JSON.stringify(text)}, a bound`,
    remedy: 'give the number as it is printed',
  });
}

/** @throws InputError where an interval's ends cannot ascend. */
export function refuseReversed(ends: { low: Interval; high: Interval }, low: string, high: string): void {
  if (ends.low.low <= ends.high.high) return;
  throw new InputError({
    where: '--low',
    expected: `at most --high, ${high}`,
    got: low,
    remedy: 'swap the two',
  });
}
