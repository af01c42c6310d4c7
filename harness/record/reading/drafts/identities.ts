import type { CheckDeclaration } from '../../check.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';

/** Measures of one row that bind each other: RMSE is at least MAE. */
export function draftIdentities(table: ReadTable): Draft {
  return { checks: sets(table).flatMap((set) => [...errorsOf(set)]), notes: [] };
}

type MeasureSet = ReadonlyMap<string, ReadFigure>;

/** The values of one row under one heading by their measure; of a measure that stands there twice neither. */
function sets({ figures, columns }: ReadTable): readonly MeasureSet[] {
  const groups = new Map<string, ReadFigure[]>();
  for (const figure of figures) {
    if (figure.role !== 'value' || figure.measure === undefined) continue;
    const key = `${figure.row}\n${columns[figure.column]!.scope}`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()].map((list) => {
    const named = list.filter(
      (figure) => list.filter(({ measure }) => measure!.name === figure.measure!.name).length === 1,
    );
    return new Map(named.map((figure) => [figure.measure!.name, figure]));
  });
}

function errorsOf(set: MeasureSet): readonly CheckDeclaration[] {
  const [mae, rmse] = [set.get('mae'), set.get('rmse')];
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
