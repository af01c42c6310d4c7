import { InputError } from '../numeric/input-error.ts';

/**
 * The subject that a stem names: the first group of the pattern, or all that it matches where it has none.
 * @throws InputError when the pattern does not match: a guess would join or split subjects unseen.
 */
export function subjectOf(stem: string, pattern: RegExp, where: string): string {
  const match = pattern.exec(stem);
  const subject = match?.[1] ?? match?.[0];
  if (subject) return subject;
  throw new InputError({
    where,
    expected: `a name that matches ${pattern}`,
    got: JSON.stringify(stem),
    remedy: 'correct the pattern of the subject, or take the file out',
  });
}

/** @throws InputError when the text is not a regular expression. */
export function compilePattern(source: string, where: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    throw new InputError({
      where,
      expected: 'a regular expression',
      got: `${JSON.stringify(source)} (${(error as Error).message})`,
      remedy: 'correct it',
    });
  }
}
