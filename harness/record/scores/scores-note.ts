import { type Disagreement, disagreements } from './disagreements.ts';
import type { ScoreSet } from './score-set.ts';

/** Something about the scores that a reader must know. */
export interface ScoresNote {
  readonly kind:
    | 'left out'
    | 'unpaired ids'
    | 'unrecorded images'
    | 'scaled images'
    | 'repeated subjects'
    | 'synthesis'
    | 'uncorrelated arms'
    | 'recomputed scores differ'
    | 'not compared';
  readonly message: string;
  readonly ids?: readonly string[];
}

/** What a reader must know of an arm as it was read. */
export function notesOf(set: ScoreSet): readonly ScoresNote[] {
  return [...scaledNotes(set), ...unrecordedNote(set), ...disagreements(set).map(differNote)];
}

/** Rows, columns and values of an arm that are not used. */
export function leftOutNote({ name, account }: ScoreSet): ScoresNote[] {
  if (!account || account.leftOut.length === 0) return [];
  const shown = account.leftOut.slice(0, 8).map(({ place, why }) => `${place}: ${why}`);
  const more = account.leftOut.length > 8 ? `; ${account.leftOut.length - 8} more, in --json` : '';
  return [
    {
      kind: 'left out',
      message: `${name} (${account.layout}): ${account.read} rows read, ${account.rows} used; ${shown.join('; ')}${more}`,
    },
  ];
}

function unrecordedNote({ name, ids, unrecorded = [] }: ScoreSet): ScoresNote[] {
  if (unrecorded.length === 0) return [];
  const message = `${unrecorded.length} of ${ids.length} images in ${name} have no recorded scores beside them; what is recorded of the others is checked, and scores that only the file has are left out.`;
  return [{ kind: 'unrecorded images', message, ids: unrecorded }];
}

function scaledNotes({ name, scaled = [] }: ScoreSet): ScoresNote[] {
  return scaled.map((how) => ({ kind: 'scaled images', message: `${name}: ${how}` }));
}

function differNote({ score, count, total, largest, ids }: Disagreement): ScoresNote {
  return {
    kind: 'recomputed scores differ',
    message: `${score}: ${count} of ${total} recorded values differ from the images' own, by up to ${Number(largest.toPrecision(3))}. The release scores SR images against the autoencoder's decoded image and before rounding to 8 bits.`,
    ids,
  };
}
