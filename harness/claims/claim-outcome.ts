import type { Outcome, Verdict } from './verdict.ts';

/** What a tier says of a claim as a whole, and with how many of its parts. */
export interface ClaimOutcome {
  readonly outcome: Outcome;
  /** Parts that came out so, those that could be tested, and all. */
  readonly alike: number;
  readonly tested: number;
  readonly parts: number;
  readonly provisional: boolean;
}

/**
 * The outcome of a claim in one tier: the worst of those of its parts, since a claim that says two things is not
 * reproduced where one fails. Parts that nothing could test are counted and decide nothing; untestable is a claim only
 * where all of them are.
 */
export function claimOutcome(verdicts: readonly Pick<Verdict, 'outcome' | 'provisional'>[]): ClaimOutcome {
  const tested = verdicts.filter(({ outcome }) => outcome !== 'untestable');
  const outcome =
    worstFirst.find((each) => tested.some((verdict) => verdict.outcome === each)) ?? 'untestable';
  const alike = verdicts.filter((verdict) => verdict.outcome === outcome);
  return {
    outcome,
    alike: alike.length,
    tested: tested.length,
    parts: verdicts.length,
    provisional: alike.some(({ provisional }) => provisional !== undefined),
  };
}

const worstFirst: readonly Outcome[] = ['inconsistent', 'not reproduced', 'inconclusive', 'reproduced'];
