import { judge, type ReplayOf } from '../claims/judge.ts';
import type { Tier, Verdict } from '../claims/verdict.ts';
import type { Guarded } from '../numeric/guarded.ts';
import type { Finding } from '../record/finding.ts';
import { recordVerdicts } from '../record/verdicts.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import { evidenceOf } from './evidence.ts';
import type { Prepared } from './prepare.ts';
import { commandFor } from './replay.ts';

/** The verdicts of a run's claims: the record's first, then those of the other tiers. */
export function verdictsOf(
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  findings: readonly Finding[],
  guarded: Guarded,
): readonly Verdict[] {
  const tested: readonly Tier[] = ['embedded', 'paper', 'imported'];
  const fromRecord = recordVerdicts(findings, 'npx latent-sr audit record').map((verdict) => ({
    ...verdict,
    replay: `${verdict.replay} --claim ${verdict.claim}`,
  }));
  const evidence = evidenceOf(prepared, outcomes);
  const replay: ReplayOf = (claim, tier) =>
    commandFor(prepared.replay, tier, prepared.profile, claim) ?? 'npx latent-sr audit scores A B';
  return prepared.claims.flatMap((claim) => {
    const printed = fromRecord.find((verdict) => verdict.claim === claim.id) ?? unprinted(claim.id);
    return [printed, ...guarded(() => judge(claim, tested, evidence, replay), [])];
  });
}

function unprinted(claim: string): Verdict {
  return {
    claim,
    part: '',
    tier: 'record',
    outcome: 'untestable',
    reason: 'needs printed figures that can be checked against each other; none are recoverable',
    experiment: 'audit record',
    criteria: [],
    scope: [],
    replay: 'npx latent-sr audit record',
  };
}
