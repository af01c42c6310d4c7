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
  const found = statistics.filter(({ id }) => matches(listed.statistic, id));
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

/** Whether an id is what a pattern says, in time linear in the id for each part between stars. */
function matches(pattern: string, id: string): boolean {
  const [first, ...rest] = pattern.split('*') as [string, ...string[]];
  const last = rest.pop();
  if (last === undefined) return id === pattern;
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const at = id.indexOf(part, from);
    if (at < 0 || at + part.length > id.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}
