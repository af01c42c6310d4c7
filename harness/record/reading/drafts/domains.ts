import type { FigureKind } from '../../record.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import { isDifferenceLine } from './difference-line.ts';
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

/** Every value of a bounded kind lies in its range; of differences it need not. */
export function draftDomains({ printed, figures, rows, columns }: ReadTable): Draft {
  const isDifference = ({ row, column, kind }: ReadFigure) =>
    kind !== 'probability' &&
    (isDifferenceLine(rows[row].label) || isDifferenceLine(columns[column]?.label ?? ''));
  const of = figures
    .filter((figure) => bounded.includes(figure.kind) && !isDifference(figure))
    .map(({ id }) => id);
  if (of.length === 0) return { checks: [], notes: [] };
  const statement = 'Every value lies in the range of what it measures.';
  const presumes = 'the headings name the measures that they usually name';
  const check = { id: `${printed.id}-domain`, rule: 'domain', statement, presumes, with: { of } };
  return { checks: [check], notes: [] };
}
