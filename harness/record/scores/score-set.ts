import { InputError } from '../../numeric/input-error.ts';
import type { LeftOut } from './table.ts';

/** The per-image scores of one arm. */
export interface ScoreSet {
  /** How messages call it: the file or folder. */
  readonly name: string;
  readonly ids: readonly string[];
  /** Subjects of the ids, where the file names them. */
  readonly subjects?: readonly string[];
  /** Scores by name, in the order of the ids; NaN where a value was left out. */
  readonly scores: ReadonlyMap<string, Float64Array>;
  /** Units that the file has beside numbers, by score; none of per cent, which are shares here. */
  readonly units?: ReadonlyMap<string, string>;
  /** Means and standard deviations that the file states beside the list, such as `psnr_mean`. */
  readonly stated: ReadonlyMap<string, number>;
  /** What a file recorded of scores that were computed from the images here; NaN where it has none. */
  readonly recorded?: ReadonlyMap<string, Float64Array>;
  /** Images of which that file records nothing. */
  readonly unrecorded?: readonly string[];
  /** How the values of images were brought to [0, 1], in words. */
  readonly scaled?: readonly string[];
  /** What became of all that was read. */
  readonly account?: Account;
}

/** What became of all that was read of an arm. */
export interface Account {
  /** What the file was taken for. */
  readonly layout: string;
  /** Rows that were read: those used and those left out. */
  readonly read: number;
  /** Rows that are images of this arm. */
  readonly rows: number;
  /** Columns, as what they are used. */
  readonly used: readonly string[];
  /** Rows, columns and values, each with its place and why. */
  readonly leftOut: readonly LeftOut[];
}

/** The arm without the images that the other lacks, and their ids. */
export function restrictTo(set: ScoreSet, kept: ReadonlySet<string>): ScoreSet {
  const at = set.ids.flatMap((id, i) => (kept.has(id) ? [i] : []));
  const pick = (columns: ReadonlyMap<string, Float64Array>) =>
    new Map([...columns].map(([name, values]) => [name, Float64Array.from(at, (i) => values[i])]));
  return {
    ...set,
    ids: at.map((i) => set.ids[i]),
    ...(set.subjects && { subjects: at.map((i) => set.subjects![i]) }),
    scores: pick(set.scores),
    ...(set.recorded && { recorded: pick(set.recorded) }),
    ...(set.unrecorded && { unrecorded: set.unrecorded.filter((id) => kept.has(id)) }),
  };
}

/** The arm with these scores alone; with all where none is named. */
export function withScores(set: ScoreSet, names: readonly string[]): ScoreSet {
  if (names.length === 0) return set;
  return { ...set, scores: new Map([...set.scores].filter(([name]) => names.includes(name))) };
}

/**
 * The scores that both arms have, or those asked for.
 * @throws InputError when an asked score is missing, or the arms share none.
 */
export function sharedScores(a: ScoreSet, b: ScoreSet, asked: readonly string[]): readonly string[] {
  const shared = [...a.scores.keys()].filter((name) => b.scores.has(name));
  const absent = asked.find((name) => !shared.includes(name));
  if (absent === undefined && shared.length > 0) return asked.length > 0 ? asked : shared;
  throw new InputError({
    where: `${a.name} with ${b.name}`,
    expected: absent === undefined ? 'a score that both arms have' : `the score ${absent} in both arms`,
    got: `${[...a.scores.keys()].join(', ')} in the first, ${[...b.scores.keys()].join(', ')} in the second`,
    remedy: 'evaluate both arms with the same scores',
  });
}
