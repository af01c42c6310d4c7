import { InputError } from '../numeric/input-error.ts';

/**
 * The split-conformal bound (Papadopoulos et al. 2002; Lei et al. 2018): the `ceil((n + 1)(1 - alpha))`-th smallest of
 * n scores. The score of one more, exchangeable with them, is at most the bound with probability 1 - alpha or more; the
 * one that is added to n is that other.
 * @throws InputError where n is too small for any bound: below `1 / alpha - 1`
 */
export function conformalBound(where: string, scores: readonly number[], alpha: number): number {
  // Products such as 20 * 0.9 come a rounding error above the whole number that they are.
  const rank = Math.ceil((scores.length + 1) * (1 - alpha) - 1e-9);
  if (rank <= scores.length) return scores.toSorted((a, b) => a - b)[rank - 1];
  throw new InputError({
    where,
    expected: `at least ${Math.ceil(1 / alpha - 1 - 1e-9)} subjects to calibrate on, for alpha ${alpha}`,
    got: `${scores.length}`,
    remedy: 'give more subjects, or ask for less coverage (option alpha)',
  });
}
