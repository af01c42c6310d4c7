import type { Word } from '../language/word.ts';

/** The outcome of a claim in one tier. */
export type Outcome = 'reproduced' | 'not reproduced' | 'inconclusive' | 'inconsistent' | 'untestable';

/** Every outcome. */
export const outcomeWords: Readonly<Record<Outcome, Word>> = {
  reproduced: {
    title: 'Reproduced',
    description: 'The evidence agrees with the claim, with its uncertainty.',
  },
  'not reproduced': {
    title: 'Not reproduced',
    description: 'The evidence contradicts the claim, with its uncertainty.',
  },
  inconclusive: {
    title: 'Inconclusive',
    description: 'The evidence neither agrees nor contradicts; the reason says what power was there.',
  },
  inconsistent: {
    title: 'Inconsistent',
    description: 'Printed figures that no true values can have produced.',
  },
  untestable: {
    title: 'Untestable',
    description: 'No evidence of this tier is there; the reason says what is missing.',
  },
};
