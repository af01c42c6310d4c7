import type { Options } from '../language/option.ts';
import { InputError } from '../numeric/input-error.ts';

/** How a column is read as answers of yes and no. */
export interface AnswerOptions {
  /** Values above it are yes, others no; without it the column is 0 and 1. */
  readonly above?: number;
}

export const answerOptions: Options<AnswerOptions> = {
  above: {
    type: 'number',
    optional: true,
    description: 'Values above it count as 1, others as 0. Left out, the columns are 0 and 1 themselves.',
    examples: [30],
  },
};

/**
 * A column as answers: 1 for yes, 0 for no.
 * @throws InputError naming the first value that is neither, where no threshold is given.
 */
export function answersOf(
  where: string,
  values: Float64Array,
  ids: readonly string[],
  { above }: AnswerOptions,
): Float64Array {
  if (above !== undefined) return values.map((value) => Number(value > above));
  const other = values.findIndex((value) => value !== 0 && value !== 1);
  if (other < 0) return values;
  throw new InputError({
    where,
    expected: '0 or 1 for every case',
    got: `${values[other]} at id ${ids[other]}`,
    remedy: 'give columns of answers, or the option above for scores',
  });
}
