import type { Evidence, EvidenceOf } from '../claims/evidence.ts';
import { goldenEvidence } from '../claims/golden-evidence.ts';
import { judge } from '../claims/judge.ts';
import { asksValues, asOfMany } from '../claims/pointing.ts';
import { guarding } from '../numeric/guarded.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import type { Foretold } from '../report/foretelling.ts';
import { evidenceOf } from './evidence.ts';
import type { GoldenFiles } from './ports.ts';
import type { Prepared } from './prepare.ts';

/**
 * What the golden values of the profile that foretells this one say of the claims of a run, and what the values of the
 * run alone point to; undefined where no profile foretells it.
 */
export function foretoldOf(
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  golden: GoldenFiles,
): Foretold | undefined {
  const { profile, claims } = prepared;
  const words = profile.foretoldBy;
  if (words === undefined) return undefined;
  const by = words.profile;
  // What cannot be judged is no part of the comparison.
  const guarded = guarding([]);
  const run = evidenceOf(prepared, outcomes);
  const seen =
    (change: (id: string, statistics: readonly Evidence[]) => readonly Evidence[]): EvidenceOf =>
    (tier, id, check) => {
      const evidence = run(tier, id, check);
      if ('untestable' in evidence) return evidence;
      const statistics = change(id, evidence.statistics);
      if (statistics.length === 0) return { untestable: `needs golden values of the profile ${by}` };
      return { statistics, absent: evidence.absent };
    };
  const earlier = seen((id, statistics) => {
    const values = golden.values(by, id);
    return values ? goldenEvidence(statistics, values) : [];
  });
  const pointed = seen((_, statistics) => asOfMany(statistics));
  const all = (evidence: EvidenceOf, changed: (claim: (typeof claims)[number]) => (typeof claims)[number]) =>
    claims.flatMap((claim) => guarded(() => judge(changed(claim), [profile.tier], evidence), []));
  return { words, verdicts: all(earlier, (claim) => claim), pointing: all(pointed, asksValues) };
}
