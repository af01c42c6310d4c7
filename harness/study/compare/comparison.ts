import { isWorse } from '../../claims/verdict.ts';
import type { Row } from '../../pipeline/row.ts';
import { type HeadlineChange, headlineChanges } from './headlines.ts';
import { type PairedScores, pairedScores } from './paired-scores.ts';
import { type ComparedRun, compareRuns, type RunDifferences } from './runs.ts';

/** Two runs side by side: what changed, the largest first, with totals. */
export interface Comparison extends RunDifferences {
  readonly totals: {
    readonly verdicts: number;
    readonly changedVerdicts: number;
    /** Those that changed for the worse. */
    readonly worse: number;
    /** Numbers of statistics that differ. */
    readonly changedNumbers: number;
    /** Scores of cells: paired, those that differ at all, and those with a q of at most `falseDiscoveryRate`. */
    readonly paired: number;
    readonly changedScores: number;
    readonly discoveries: number;
  };
  /** The share of false ones among the flagged differences that is put up with. */
  readonly falseDiscoveryRate: number;
  readonly headlines: readonly HeadlineChange[];
  readonly scores: PairedScores;
}

/** A run with its scores. */
export interface ScoredRun extends ComparedRun {
  readonly rows: readonly Row[];
}

/**
 * Compares two runs by verdicts, by statistics, and by the scores of the same images.
 * @param falseDiscoveryRate the largest q that is flagged, in (0, 1)
 */
export function compareScoredRuns(from: ScoredRun, to: ScoredRun, falseDiscoveryRate: number): Comparison {
  const differences = compareRuns(from, to);
  const scores = pairedScores(from.rows, to.rows);
  return {
    totals: {
      verdicts: new Set([...from.verdicts, ...to.verdicts].map(nameOf)).size,
      changedVerdicts: differences.verdicts.length,
      worse: differences.verdicts.filter(isForTheWorse).length,
      changedNumbers: differences.statistics.length,
      paired: scores.changed.length + scores.same,
      changedScores: scores.changed.length,
      discoveries: scores.changed.filter(({ q }) => q <= falseDiscoveryRate).length,
    },
    falseDiscoveryRate,
    ...differences,
    verdicts: differences.verdicts.toSorted((a, b) => Number(isForTheWorse(b)) - Number(isForTheWorse(a))),
    headlines: headlineChanges(from, to),
    scores,
  };
}

function isForTheWorse({ from, to }: RunDifferences['verdicts'][number]): boolean {
  return from !== null && to !== null && isWorse(from, to);
}

function nameOf({ claim, part, tier }: ComparedRun['verdicts'][number]): string {
  return JSON.stringify([claim, part, tier]);
}
