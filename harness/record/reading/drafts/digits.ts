import { groupBy } from '../group-by.ts';
import type { ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';

/** Fewer values say nothing of their last digits. */
const LEAST = 40;

/** The last digits of the many values that a table prints of one measure. */
export function draftDigits({ figures }: ReadTable): Draft {
  const values = figures.filter(
    ({ role, measure, text }) => role === 'value' && measure !== undefined && /^[+-]?\d+\.\d+$/.test(text),
  );
  const groups = [...groupBy(values, ({ measure }) => measure!.name)].filter(
    ([, own]) => own.length >= LEAST,
  );
  return {
    checks: groups.map(([name, own]) => ({
      id: `${own[0].id}-digits`,
      rule: 'terminal-digits',
      statement: `The last digits of ${own.length} values of ${name} are each as frequent as the others.`,
      presumes: 'they are measured, each by itself, and not rounded to coarser steps',
      with: { of: own.map(({ id }) => id) },
    })),
    notes: [],
  };
}
