import type { Tier } from '../claims/verdict.ts';

/** What verdicts of a tier do not say, to stand beside their counts. */
export const tierCaveats: Readonly<Record<Tier, string>> = {
  record: 'Printed figures agree with each other or not, which says nothing of the data behind them.',
  embedded:
    'This is a scale model, on data that anybody can have: it proves nothing about the paper’s own networks and data.',
  paper: 'This speaks of the data and weights that were supplied as the paper’s.',
  imported: 'This speaks of scores that somebody else computed.',
};
