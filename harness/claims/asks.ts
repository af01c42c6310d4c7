import { matchesPattern } from '../language/matches-pattern.ts';
import type { Criterion } from './claim.ts';

/** Whether a criterion asks a statistic, and in this group of it. */
export function asks(
  { statistic, where = {} }: Pick<Criterion, 'statistic' | 'where'>,
  id: string,
  group: Readonly<Record<string, string>>,
): boolean {
  return (
    matchesPattern(statistic, id) &&
    Object.entries(where).every(([factor, levels]) => levels.includes(group[factor]!))
  );
}
