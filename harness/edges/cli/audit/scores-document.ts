import { directionWord } from '../../../metrics/direction.ts';
import type { ScoresAudit } from '../../../record/scores/audit-scores.ts';
import type { ScoreSet } from '../../../record/scores/score-set.ts';
import type { Judged } from './judged-arms.ts';

/** The answer of `audit scores` for programs, as its schema has it. */
export function scoresDocument(
  pair: { readonly first: string; readonly second: string; readonly pairedBy: string },
  { n, subjects, notes, comparisons }: ScoresAudit,
  { arms, verdicts, silent }: Judged,
  sets: readonly ScoreSet[],
): unknown {
  return {
    ...pair,
    n,
    subjects,
    notes,
    accounts: sets.flatMap(({ name, account }) => (account ? [{ file: name, ...account }] : [])),
    comparisons: comparisons.map(({ sample: _, direction, ...comparison }) => ({
      ...comparison,
      direction: directionWord(direction),
      ...(direction.startsWith('none: ') && { why: direction.slice('none: '.length) }),
    })),
    arms: arms.map(({ name, dataset, levels, set }) => ({ name, dataset, levels, file: set.name })),
    verdicts: verdicts.map(({ criteria: _, ...verdict }) => verdict),
    silent,
  };
}
