import { InputError } from '../../numeric/input-error.ts';
import { type CopySign, copiedRows, copySigns } from './copied-scores.ts';
import type { ScoreSet } from './score-set.ts';
import type { ScoresNote } from './scores-note.ts';
import { type SynthesisSign, synthesisSigns } from './synthesis.ts';

/** What the caller says of scores that look made up. */
interface Suspicion {
  /** Compare them all the same. */
  readonly force?: boolean;
  /** Pixels of the 8-bit images that the scores were taken of. */
  readonly pixels?: number;
}

/**
 * The signs that the scores of a pair of arms were made up, as notes.
 * @throws InputError when there are any (unless `force`).
 */
export function madeUpNotes(
  a: ScoreSet,
  b: ScoreSet,
  names: readonly string[],
  { force = false, pixels }: Suspicion,
): readonly ScoresNote[] {
  const signs = [a, b].flatMap((set) => signsOf(set, names, pixels));
  const copies = copySigns(a, b, names);
  if (signs.length + copies.length > 0 && !force) refuse(signs, copies);
  return [
    ...signs.map(({ arm, test, score, reason }) => ({
      kind: 'synthesis' as const,
      message: `${arm} ${score}: ${reason} (${test})`,
    })),
    ...copies.map(({ test, where, reason, ids }) => ({
      kind: 'synthesis' as const,
      message: `${where}: ${reason} (${test})`,
      ...(ids.length > 0 && { ids }),
    })),
  ];
}

/**
 * Sets that are no pair, all scores of each.
 * @throws InputError when scores look synthesised (unless `force`).
 */
export function assertMeasured(sets: readonly ScoreSet[], { force = false, pixels }: Suspicion): void {
  const signs = sets.flatMap((set) => signsOf(set, [...set.scores.keys()], pixels));
  const copies = sets.flatMap((set) => copiedRows(set, [...set.scores.keys()]));
  if (signs.length + copies.length > 0 && !force) refuse(signs, copies);
}

function signsOf(
  set: ScoreSet,
  names: readonly string[],
  pixels?: number,
): (SynthesisSign & { arm: string })[] {
  const context = { stated: set.stated, ...(pixels !== undefined && { pixels }) };
  return names.flatMap((score) =>
    synthesisSigns(
      score,
      set.scores.get(score)!.filter((value) => !Number.isNaN(value)),
      context,
    ).map((sign) => ({ ...sign, arm: set.name })),
  );
}

function refuse(
  signs: readonly (SynthesisSign & { arm: string })[],
  copies: readonly CopySign[] = [],
): never {
  const reasons = [
    ...signs.map(({ test, score, reason }) => `${score}: ${reason} (test: ${test})`),
    ...copies.map(
      ({ test, reason, ids }) =>
        `${reason}${ids.length > 0 ? `, such as ${ids.slice(0, 3).join(', ')}` : ''} (test: ${test})`,
    ),
  ];
  throw new InputError({
    where: [...new Set([...signs.map(({ arm }) => arm), ...copies.map(({ where }) => where)])].join(', '),
    expected: 'measured scores',
    got: reasons.join('; '),
    remedy:
      'import the per-image scores of the evaluation itself, or use --force to compare them all the same',
  });
}
