import { InputError } from '../../numeric/input-error.ts';

const MOST = 200;

/**
 * Whole numbers on the command line: `120`, `700,720` or `118..122`.
 * @throws InputError when the text is none of these, a number is below `least`, or there are more than 200.
 */
export function countsIn(flag: string, text: string, least: number): readonly number[] {
  const range = /^(\d+)\.\.(\d+)$/.exec(text.replace(/\s/g, ''));
  const [from, to] = range ? [Number(range[1]), Number(range[2])] : [0, 0];
  if (range && from <= to && to - from < MOST && from >= least) {
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }
  const counts = range ? [] : text.split(',').map(Number);
  const good =
    counts.length > 0 && counts.length <= MOST && counts.every((n) => Number.isSafeInteger(n) && n >= least);
  if (good && text.trim() !== '') return counts;
  throw new InputError({
    where: flag,
    expected: `whole numbers of at least ${least}, as 120, 700,720 or 118..122, ${MOST} at most`,
    got: JSON.stringify(text),
    remedy: 'correct the numbers',
  });
}

/** One whole number on the command line. @throws InputError when it is not one from `least` to `most`. */
export function exactCount(
  flag: string,
  text: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const count = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(count) && count >= least && count <= most) return count;
  throw new InputError({
    where: flag,
    expected: `a whole number of at least ${least}${most < Number.MAX_SAFE_INTEGER ? ` and at most ${most}` : ''}`,
    got: JSON.stringify(text),
    remedy: 'correct the number',
  });
}
