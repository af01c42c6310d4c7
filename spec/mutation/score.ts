import type { Tried } from './trial.ts';

/** A mutant that changes nothing that could be seen, with why. Named by its line's text, since lines move. */
export interface Equivalent {
  readonly file: string;
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface Score {
  /** A folder of `harness/`, or `all`. */
  readonly folder: string;
  readonly mutants: number;
  readonly seen: number;
  readonly survived: number;
  /** Survivors that are listed as equivalent. */
  readonly equivalent: number;
  /** Share of those seen among those that could be, in per cent. */
  readonly percent: number;
}

/** Scores by folder, and of all. */
export function scoresOf(
  results: readonly Tried[],
  isEquivalent: (mutant: Tried) => boolean,
): readonly Score[] {
  const folders = [...new Set(results.map(folderOf))].sort();
  const score = (folder: string, of: readonly Tried[]): Score => {
    const survivors = of.filter(isSurvivor);
    const equivalent = survivors.filter(isEquivalent).length;
    const seen = of.length - survivors.length;
    const percent = of.length > equivalent ? (100 * seen) / (of.length - equivalent) : 100;
    return { folder, mutants: of.length, seen, survived: survivors.length - equivalent, equivalent, percent };
  };
  return [
    ...folders.map((folder) =>
      score(
        folder,
        results.filter((one) => folderOf(one) === folder),
      ),
    ),
    score('all', results),
  ];
}

/** Whether no test saw it: those that none reaches count as well. */
export function isSurvivor({ outcome }: Tried): boolean {
  return outcome === 'survived' || outcome === 'unreached';
}

/** Whether an entry of the list is of this mutant of a file with this text. */
export function isOf(
  { file, line, from, to }: Equivalent,
  mutant: Pick<Tried, 'file' | 'line' | 'from' | 'to'>,
  text: string,
): boolean {
  return (
    file === mutant.file &&
    from === mutant.from &&
    to === mutant.to &&
    text.split('\n')[mutant.line - 1]!.trim() === line
  );
}

/** `edges/files` where it is of the edges, else the first folder. */
function folderOf({ file }: Tried): string {
  const [, first, second] = file.split('/');
  return first === 'edges' ? `edges/${second}` : first!;
}
