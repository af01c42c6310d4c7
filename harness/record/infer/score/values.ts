import { agreement, type Interval, point } from '../../interval.ts';

/** Whether a value prints as printed. */
export function fits(printed: Interval, value: number): boolean {
  return Number.isFinite(value) && agreement(printed, point(value)) !== 'differ';
}

/** Values are one where only the order of additions tells them apart. */
export function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

/** The different ones among values, ascending. */
export function distinctOf(values: readonly number[]): readonly number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.filter((value, i) => i === 0 || !same(sorted[i - 1], value));
}
