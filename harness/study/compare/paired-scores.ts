import { standardDeviation } from '../../numeric/moments.ts';
import type { Row } from '../../pipeline/row.ts';
import { benjaminiHochberg } from '../../statistics/adjustment.ts';
import { clusteredMean } from '../../statistics/clustered.ts';
import { labelsOf } from '../../statistics/clustering.ts';
import { detectableByT } from '../../statistics/power.ts';

/** One score of one cell in two runs: the mean of the differences between the same images. */
export interface PairedScore {
  readonly cell: string;
  readonly score: string;
  /** Images that both runs have, and subjects among them. */
  readonly n: number;
  readonly subjects: number;
  /** Second run less first, with its 95 % interval: images of one subject depend on each other (CR2). */
  readonly difference: number;
  readonly interval: readonly [number, number];
  /** The difference over the standard deviation of the first run's scores; null where they do not vary. */
  readonly standardised: number | null;
  /** Two-sided p of no difference, from t with Satterthwaite's degrees of freedom. */
  readonly p: number;
  /** The same held against all that differ, by Benjamini and Hochberg: the share of false ones among as small ones. */
  readonly q: number;
  /** The true difference that would be told from none with a power of 80 %, at 5 % two-sided. */
  readonly detectable: number;
}

/** The scores of two runs, pair by pair. */
export interface PairedScores {
  /** Those that differ in some image, the largest standardised difference first. */
  readonly changed: readonly PairedScore[];
  /** How many pairs were the same in every image, which no test has to tell. */
  readonly same: number;
  /** Scores of cells that could not be paired, and why. */
  readonly leftOut: readonly { readonly cell: string; readonly score: string; readonly reason: string }[];
}

/** Pairs by cell, score and sample. Two subjects are the fewest that have an interval. */
export function pairedScores(from: readonly Row[], to: readonly Row[]): PairedScores {
  const [first, second] = [columnsOf(from), columnsOf(to)];
  const leftOut: { cell: string; score: string; reason: string }[] = [];
  const changed: Omit<PairedScore, 'q'>[] = [];
  let same = 0;
  const detectable = remembering((df) => detectableByT(df, 0.8, { alpha: 0.05, sides: 2 }));
  for (const name of new Set([...first.keys(), ...second.keys()])) {
    const [cell, score] = JSON.parse(name) as [string, string];
    const [a, b] = [first.get(name), second.get(name)];
    const unpaired = reasonAgainst(a, b);
    if (unpaired !== undefined || !a || !b) {
      leftOut.push({ cell, score, reason: unpaired! });
      continue;
    }
    const ids = [...a.values.keys()].filter((id) => b.values.has(id));
    const differences = Float64Array.from(ids, (id) => b.values.get(id)!.value - a.values.get(id)!.value);
    if (differences.every((difference) => difference === 0 || Number.isNaN(difference))) {
      same += 1;
      continue;
    }
    if (!differences.every(Number.isFinite)) {
      leftOut.push({ cell, score, reason: 'it is infinite in an image of one run' });
      continue;
    }
    const clusters = labelsOf(ids.map((id) => a.values.get(id)!.subject));
    const { value, ci95, standardError, df, p } = clusteredMean(differences, clusters);
    const spread = standardDeviation(
      ids.map((id) => a.values.get(id)!.value),
      1,
    );
    changed.push({
      cell,
      score,
      n: ids.length,
      subjects: clusters.names.length,
      difference: value,
      interval: ci95,
      standardised: spread > 0 ? value / spread : null,
      p: p.twoSided,
      detectable: standardError === 0 ? 0 : standardError * detectable(df),
    });
  }
  const q = benjaminiHochberg(changed.map(({ p }) => p));
  return {
    changed: changed
      .map((one, i) => ({ ...one, q: q[i]! }))
      .sort((a, b) => sizeOf(b) - sizeOf(a) || (nameOf(a) < nameOf(b) ? -1 : 1)),
    same,
    leftOut,
  };
}

interface Column {
  readonly values: Map<string, { readonly subject: string; readonly value: number }>;
  /** Whether an image has the score twice, with other values: experiments that score one cell otherwise. */
  twice: boolean;
}

/** By cell and score; several experiments may take the same score of the same image. */
function columnsOf(rows: readonly Row[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  for (const { cell, score, sample, subject, value } of rows) {
    const name = JSON.stringify([cell, score]);
    const column = columns.get(name) ?? { values: new Map(), twice: false };
    columns.set(name, column);
    const known = column.values.get(sample);
    if (known === undefined) column.values.set(sample, { subject, value });
    else if (!Object.is(known.value, value)) column.twice = true;
  }
  return columns;
}

function reasonAgainst(a: Column | undefined, b: Column | undefined): string | undefined {
  if (!a) return 'the first run has none';
  if (!b) return 'the second run has none';
  if (a.twice || b.twice) return 'an image has it twice, with other values';
  const shared = [...a.values].filter(([id]) => b.values.has(id));
  const subjects = new Set(shared.map(([, { subject }]) => subject)).size;
  return subjects < 2 ? `${subjects} subject in both runs, 2 are the fewest` : undefined;
}

function sizeOf({ standardised }: Pick<PairedScore, 'standardised'>): number {
  return standardised === null ? Infinity : Math.abs(standardised);
}

function nameOf({ cell, score }: Pick<PairedScore, 'cell' | 'score'>): string {
  return `${cell} ${score}`;
}

function remembering(compute: (key: number) => number): (key: number) => number {
  const known = new Map<number, number>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
