/** How many whole numbers, between which ends, with which sum and sum of squares. */
export interface Sums {
  readonly n: number;
  readonly low: number;
  readonly high: number;
  readonly sum: number;
  readonly squares: number;
}

/** Places looked at before the search gives up; ordinary scales need a few hundred. */
const BUDGET = 20_000;

/**
 * Whether whole numbers with these sums exist: what SPRITE (Heathers et al. 2018) looks for by chance, by search.
 *
 * Of given numbers at most `high` the largest is taken as often as leaves the rest between the least sum of squares
 * (all alike) and the greatest (all at the ends); sums and sums of squares are odd together (Anaya 2016).
 * @returns undefined where the search gave up
 */
export function wholeNumbersExist({ n, low, high, sum, squares }: Sums): boolean | undefined {
  if ((sum - squares) % 2 !== 0) return false;
  let looked = 0;
  // Numbers are counted from the lower end, so that they run from 0 to `most`.
  const search = (count: number, most: number, s: number, q: number): boolean | undefined => {
    if (s < 0 || s > count * most) return false;
    const { least, greatest } = squaresOf(count, most, s);
    if (q < least || q > greatest) return false;
    if (q === least || q === greatest) return true;
    if (looked++ > BUDGET) return undefined;
    const times = Math.min(count, Math.floor(s / most));
    for (let taken = 0; taken <= times; taken++) {
      const found = search(count - taken, most - 1, s - taken * most, q - taken * most * most);
      if (found !== false) return found;
    }
    return false;
  };
  return search(n, high - low, sum - n * low, squares - 2 * low * sum + n * low * low);
}

/** The least and the greatest sum of squares of numbers from 0 to `most` with this sum. */
function squaresOf(count: number, most: number, sum: number): { least: number; greatest: number } {
  if (count === 0 || most === 0) return { least: 0, greatest: 0 };
  const [each, over] = [Math.floor(sum / count), sum % count];
  const [full, rest] = [Math.floor(sum / most), sum % most];
  return {
    least: over * (each + 1) ** 2 + (count - over) * each ** 2,
    greatest: full * most ** 2 + rest ** 2,
  };
}
