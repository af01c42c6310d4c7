import type { Row } from '../../pipeline/row.ts';
import { indexRows, type Scores, sampleFor } from '../../pipeline/series.ts';
import type { StatisticResult } from '../../pipeline/stages/statistics.ts';
import type { Sample } from '../../statistics/procedure.ts';
import type { FigureSource } from './figure-source.ts';

/** What a statistic was computed from; undefined where the rows are not there. */
export function sampleBehind({ id, group }: StatisticResult, source: FigureSource): Sample | undefined {
  const declared = source.experiment.statistics.find((statistic) => statistic.id === id);
  if (!declared || source.rows.length === 0) return undefined;
  return sampleFor(declared, group, source.cells, scoresOf(source.rows));
}

// Several figures look at the same rows; the index depends on nothing else.
const known = new WeakMap<readonly Row[], Scores>();

function scoresOf(rows: readonly Row[]): Scores {
  const found = known.get(rows) ?? indexRows(rows);
  known.set(rows, found);
  return found;
}
