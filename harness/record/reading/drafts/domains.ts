import type { FigureKind } from '../../record.ts';
import type { ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';

const bounded: readonly FigureKind[] = [
  'count',
  'similarity',
  'distance',
  'cosine',
  'correlation',
  'determination',
  'probability',
  'seconds',
];

/** Every value of a bounded kind lies in its range. */
export function draftDomains({ printed, figures }: ReadTable): Draft {
  const of = figures.filter(({ kind }) => bounded.includes(kind)).map(({ id }) => id);
  if (of.length === 0) return { checks: [], notes: [] };
  const statement = 'Every value lies in the range of what it measures.';
  const presumes = 'the headings name the measures that they usually name';
  const check = { id: `${printed.id}-domain`, rule: 'domain', statement, presumes, with: { of } };
  return { checks: [check], notes: [] };
}
