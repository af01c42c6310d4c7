import type { Claim, Part } from '../claims/claim.ts';
import { claimOutcome } from '../claims/claim-outcome.ts';
import { type Tier, tiers, type Verdict } from '../claims/verdict.ts';
import type { ClaimView, LeadingView } from './view-model.ts';

/**
 * A claim with its verdicts.
 * @param family title of the family that it belongs to; empty where it is in none
 * @param main the tier whose experiments the run computed
 */
export function claimView(
  { id, statement, headline, place, printed, inBrief = printed, experiment, parts }: Claim,
  verdicts: readonly Verdict[],
  family: string,
  main: Tier,
): ClaimView {
  const own = verdicts.filter((verdict) => verdict.claim === id);
  const saidBy = (part: Part | undefined) =>
    part === undefined || part.statement === statement ? '' : part.statement;
  return {
    id,
    statement,
    ...(headline !== undefined && { headline }),
    place,
    printed,
    inBrief,
    experiment,
    family,
    tiers: tiers.map((tier) => ({ tier, ...claimOutcome(own.filter((verdict) => verdict.tier === tier)) })),
    ...leadingOf(own, main),
    verdicts: own.map((verdict) => ({
      ...verdict,
      says: saidBy(parts.find(({ id: part }) => part === verdict.part) ?? parts[0]),
      alike: verdict.criteria.filter(({ outcome }) => outcome === verdict.outcome).length,
    })),
  };
}

/**
 * The comparison that a line shows: the first of those that decided the claim, in the run's own tier, else in scores
 * that were imported, else in the record.
 */
function leadingOf(verdicts: readonly Verdict[], main: Tier): { readonly leading?: LeadingView } {
  for (const tier of [main, 'imported', 'record'] as const) {
    const own = verdicts.filter((verdict) => verdict.tier === tier && verdict.criteria.length > 0);
    const { outcome } = claimOutcome(own);
    const verdict = own.find((each) => each.outcome === outcome);
    if (verdict === undefined) continue;
    const decisive = verdict.criteria.filter((criterion) => criterion.outcome === outcome);
    const criterion = decisive.find(({ observed }) => observed !== undefined) ?? decisive[0];
    if (criterion === undefined) continue;
    const { part, criteria } = verdict;
    return { leading: { tier, part, criterion, alike: decisive.length, of: criteria.length } };
  }
  return {};
}
