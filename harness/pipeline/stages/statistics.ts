import type { Cell } from '../cell.ts';
import { computeStatistics, type GroupedStatistic, type StatisticResult } from '../compute-statistics.ts';
import { decodeRows } from '../row.ts';
import type { Artifact, StageKind } from '../stage.ts';

interface StatisticsParams {
  readonly statistics: readonly GroupedStatistic[];
  readonly cells: readonly Cell[];
  readonly seed: number;
}

/** Computes an experiment's statistics from the rows of its cells. */
export const statisticsStage: StageKind<StatisticsParams> = {
  name: 'statistics',
  code: import.meta.url,
  run(params, inputs) {
    const { statistics, cells, seed } = params;
    const rows = Object.values(inputs).flatMap(decodeRows);
    return encodeStatistics(computeStatistics(statistics, cells, rows, seed, 'binary'));
  },
};

function encodeStatistics(results: readonly StatisticResult[]): Artifact {
  return { 'statistics.json': new TextEncoder().encode(JSON.stringify(results)) };
}

/** The statistics of a `statistics` stage's artifact. */
export function decodeStatistics(artifact: Artifact): readonly StatisticResult[] {
  return JSON.parse(new TextDecoder().decode(artifact['statistics.json'])) as StatisticResult[];
}
