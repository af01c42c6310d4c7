import { InputError } from '../../numeric/input-error.ts';

/** The number of threads that a flag asks for. @throws InputError unless it is a whole number above 0. */
export function threadsOf(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads > 0 && threads <= 1024) return threads;
  throw new InputError({
    where: '--threads',
    expected: 'a whole number from 1 to 1024',
    got: JSON.stringify(text),
    remedy: 'correct it',
  });
}
