import type { EvidenceOf } from '../claims/evidence.ts';
import { unfetchedOf } from '../claims/unfetched.ts';
import { runsInProfile } from '../pipeline/runs-in-profile.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import type { Prepared } from './prepare.ts';
import { commandFor } from './replay.ts';

const importing = 'needs per-image scores of both methods: latent-sr audit scores A B';

/** The judge's view of a run: the statistics of its own tier, and for the rest what is missing. */
export function evidenceOf(prepared: Prepared, outcomes: readonly ExperimentFindings[]): EvidenceOf {
  return (tier, id) => {
    const declared = prepared.declared.find((experiment) => experiment.id === id);
    if (!declared) {
      return { untestable: `needs the experiment ${id}, which this version does not have` };
    }
    if (tier !== prepared.profile.tier) {
      const command = commandFor(prepared.replay, tier, prepared.profile);
      if (command !== undefined) return { untestable: `needs a run at this tier: ${command}` };
      if (tier === 'imported') return { untestable: importing };
      return { untestable: 'needs a run at this tier, which no profile of this workspace has' };
    }
    const outcome = outcomes.find(({ experiment }) => experiment.id === id);
    if (!outcome && !runsInProfile(prepared.profile, declared)) {
      const { id: profile } = prepared.profile;
      return {
        untestable: `needs the experiment ${id}, which the profile ${profile} leaves out: --only ${id}`,
      };
    }
    if (!outcome) return { untestable: `needs the experiment ${id}, whose declaration could not be used` };
    if (outcome.failures.length > 0)
      return { untestable: `needs stages that failed: ${outcome.failures[0]}` };
    if (outcome.statistics.length === 0) {
      const reasons = [...outcome.missing, ...outcome.absent.map(({ reason }) => reason)];
      return { untestable: [...new Set(reasons)].join('; '), unfetched: unfetchedOf(outcome.absent) };
    }
    return { statistics: outcome.statistics, absent: outcome.absent, reach: outcome.reach };
  };
}
