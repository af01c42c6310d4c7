import { matchesPattern } from '../../language/matches-pattern.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { DeclaredListed, DeclaredStatistic } from './declaration.ts';

/** A statistic as a figure shows it. */
type Listed = DeclaredListed & { readonly label: string };

/**
 * The statistics that an entry of a figure's list names, each with its label: the entry's own, else the statistic's, else
 * its title. In a text, `*` stands for anything: `gap-*` names all that begin so, in the order of their declaration.
 * @throws InputError where there is none.
 */
export function resolveListed(
  entry: string | DeclaredListed,
  where: string,
  statistics: readonly DeclaredStatistic[],
): readonly Listed[] {
  const listed = typeof entry === 'string' ? { statistic: entry } : entry;
  const found = statistics.filter(({ id }) => matchesPattern(listed.statistic, id));
  if (found.length > 0) {
    return found.map(({ id, title, label = title }) => ({ label, ...listed, statistic: id }));
  }
  throw new InputError({
    where,
    expected: `statistics among ${statistics.map(({ id }) => id).join(', ')}`,
    got: JSON.stringify(listed.statistic),
    remedy: 'correct the figure or declare the statistic',
  });
}
