import type { CheckDeclaration } from '../../check.ts';
import type { ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';
import { type MeasureSet, measureSets } from './measure-sets.ts';

/** Measures of one row that bind each other: RMSE is at least MAE. */
export function draftIdentities(table: ReadTable): Draft {
  return { checks: measureSets(table).flatMap(errorsOf), notes: [] };
}

function errorsOf({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [mae, rmse] = [by.get('mae'), by.get('rmse')];
  if (mae === undefined || rmse === undefined) return [];
  return [
    {
      id: `${rmse.id}-above-mae`,
      rule: 'ordering',
      statement: `RMSE ${rmse.text} is at least MAE ${mae.text}.`,
      presumes: 'both are of the same errors in the same unit',
      with: { greater: [rmse.id], lesser: [mae.id] },
    },
  ];
}
