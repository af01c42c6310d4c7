import type { Outcome } from './outcome.ts';

/** What comparisons say together: one that contradicts is enough, then one that is open. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('not reproduced')) return 'not reproduced';
  return outcomes.includes('inconclusive') ? 'inconclusive' : 'reproduced';
}
