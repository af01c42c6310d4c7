import { declaredOptions, type Options } from '../language/option.ts';
import { fields } from '../numeric/fields.ts';

/** Where a method's scores stand in a table: which rows are the method's, and which columns its scores. */
export interface ScoreColumns {
  /** The rows with these texts, by column, besides what the table itself is limited to. */
  readonly where: Readonly<Record<string, string>>;
  /** The column by score; a score that is not named stands in a column of its id. */
  readonly columns: Readonly<Record<string, string>>;
}

const texts = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } } as const;

const options: Options<ScoreColumns> = {
  where: {
    ...texts,
    default: {},
    examples: [{ method: 'ours' }],
    description: "The method's rows: those with these texts, by column.",
  },
  columns: {
    ...texts,
    default: {},
    examples: [{ psnr: 'PSNR (ours)' }],
    description: 'The column of a score, by its id; one that is not named stands in a column of its id.',
  },
};

/** Methods whose scores stand in a table, beside those that make images. */
export const tableMethods = {
  scores: {
    title: 'Scores from a table',
    description:
      'No images: the scores that somebody took, from a data set of the kind scores, in a profile of the tier imported.',
    options,
  },
} as const;

/** What a method of the kind `scores` declares. @throws InputError on unknown keys and values that are not allowed. */
export function resolveScoreColumns(declaration: unknown, where: string): ScoreColumns {
  const declared = fields(declaration, where);
  declared.raw('kind');
  const resolved = declaredOptions(options, declared);
  declared.end();
  return resolved;
}
