import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { StatisticDeclaration } from '../../pipeline/experiment.ts';
import type { Row } from '../../pipeline/row.ts';
import { indexRows, type Scores, sampleFor } from '../../pipeline/series.ts';
import { type ColumnUnits, columnUnits } from '../../pipeline/statistic-units.ts';
import type { Sample } from '../../statistics/procedure.ts';
import type { FigureSource } from './figure-source.ts';

/** What a statistic was computed from; undefined where the rows are not there. */
export function sampleBehind({ id, group }: StatisticResult, source: FigureSource): Sample | undefined {
  if (source.rows.length === 0) return undefined;
  return sampleFor(declaredAs(id, source), group, source.cells, scoresOf(source.rows), 'binary');
}

/** The units of that sample's columns. */
export function unitsBehind({ id }: StatisticResult, source: FigureSource): ColumnUnits {
  return columnUnits(declaredAs(id, source), source.experiment.scores, `statistic ${id}`);
}

function declaredAs(id: string, { experiment }: FigureSource): StatisticDeclaration {
  return experiment.statistics.find((statistic) => statistic.id === id)!;
}

// Several figures look at the same rows; the index depends on nothing else.
const known = new WeakMap<readonly Row[], Scores>();

function scoresOf(rows: readonly Row[]): Scores {
  const found = known.get(rows) ?? indexRows(rows);
  known.set(rows, found);
  return found;
}
