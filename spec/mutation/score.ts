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
  /** Those that a test failed on, or that did not end. */
  readonly killed: number;
  readonly survived: number;
  /** Survivors that are listed as equivalent. */
  readonly equivalent: number;
  /** Share of those killed among those that could be, in per cent. */
  readonly percent: number;
  /** Those that survived, by their places; empty for `all`, whose folders list them. */
  readonly survivors: readonly Survivor[];
}

export interface Survivor {
  /** `FILE:LINE`, as the runner takes it. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: 'survived' | 'unreached';
}

/** Scores by folder, and of all: the same results in any order give the same. */
export function scoresOf(
  results: readonly Tried[],
  isEquivalent: (mutant: Tried) => boolean,
): readonly Score[] {
  const ordered = [...results].sort(byPlace);
  const folders = [...new Set(ordered.map(folderOf))].sort();
  const score = (folder: string, of: readonly Tried[]): Score => {
    const passed = of.filter(isSurvivor);
    const survivors = passed.filter((mutant) => !isEquivalent(mutant)).map(survivorOf);
    const equivalent = passed.length - survivors.length;
    const killed = of.length - passed.length;
    const percent = of.length > equivalent ? (100 * killed) / (of.length - equivalent) : 100;
    return { folder, mutants: of.length, killed, survived: survivors.length, equivalent, percent, survivors };
  };
  return [
    ...folders.map((folder) =>
      score(
        folder,
        ordered.filter((one) => folderOf(one) === folder),
      ),
    ),
    { ...score('all', ordered), survivors: [] },
  ];
}

function byPlace(a: Tried, b: Tried): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || a.end - b.end || (a.to < b.to ? -1 : 1);
}

function survivorOf({ file, line, from, to, outcome }: Tried): Survivor {
  return { at: `${file}:${line}`, from, to, outcome: outcome as Survivor['outcome'] };
}

/** Whether no test saw it: those that none reaches count as well. */
function isSurvivor({ outcome }: Tried): boolean {
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
