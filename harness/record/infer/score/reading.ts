import { InputError } from '../../../numeric/input-error.ts';
import type { Reading } from './inferable.ts';

/** The reading of a score, or the message of the fault that keeps it from being taken. */
export async function attempted(take: () => number | Promise<number>): Promise<Reading | string> {
  try {
    return { value: await take(), count: 1, least: Number.NaN, greatest: Number.NaN };
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
