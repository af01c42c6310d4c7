import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';
import { cellFigures, type Draft } from './draft.ts';

const shares = new Set([
  'dice',
  'iou',
  'accuracy',
  'sensitivity',
  'specificity',
  'precision',
  'recall',
  'f1',
  'auc',
]);

/**
 * Scores between 0 and 1 with mean m have a variance of m (1 - m) at most (Bhatia and Davis 2000); that of a sample is
 * up to n / (n - 1) times as much, twice where there are two.
 */
export function draftSpreads(table: ReadTable): Draft {
  const checks = cellFigures(table).flatMap(({ row, value, sd }): CheckDeclaration[] => {
    if (value === undefined || sd === undefined || !shares.has(value.measure?.name ?? '')) return [];
    if (value.kind !== 'similarity' && value.kind !== 'percent') return [];
    const whole = value.kind === 'percent' ? 100 : 1;
    const most = { product: [2, value.id, { difference: [whole, value.id] }] };
    return [
      {
        id: `${sd.id}-possible`,
        rule: 'bound',
        statement: `A standard deviation of ${sd.text} is possible at a mean of ${value.text} (${table.rows[row].label}).`,
        with: { of: [{ product: [sd.id, sd.id] }], atMost: most },
      },
    ];
  });
  return { checks, notes: [] };
}
