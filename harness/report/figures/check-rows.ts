import { InputError } from '../../numeric/input-error.ts';

/**
 * Stops on what a figure would silently leave out.
 * @throws InputError when there are no rows, or a number in one is NaN or infinite.
 */
export function checkRows(figure: string, rows: readonly object[]): void {
  if (rows.length === 0) {
    throw new InputError({
      where: `figure ${figure}`,
      expected: 'at least one row',
      got: 'none',
      remedy: 'leave the figure out where there is nothing to show',
    });
  }
  rows.forEach((row, index) => {
    for (const [key, value] of Object.entries(row)) {
      if (typeof value !== 'number' || Number.isFinite(value)) continue;
      throw new InputError({
        where: `figure ${figure}: row ${index}, ${key}`,
        expected: 'a finite number',
        got: String(value),
        remedy: 'leave the row out and say so in the caption',
      });
    }
  });
}
