import { type Outcome, type Tier, tiers, type Verdict } from '../claims/verdict.ts';
import type { Profile } from '../pipeline/experiment.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import { tierCaveats } from './tier-caveats.ts';

const evidence: Readonly<Record<Tier, string>> = {
  record: 'Checking the printed figures against each other',
  embedded: 'Running experiments on the embedded data',
  paper: "Running experiments on the paper's data",
  imported: 'Recomputing statistics from imported scores',
};

const phrases: readonly (readonly [Outcome, string])[] = [
  ['reproduced', 'in agreement with the paper'],
  ['not reproduced', 'in contradiction to it'],
  ['inconsistent', 'not possible as printed'],
  ['inconclusive', 'still open'],
];

/** The verdicts in plain sentences, one for every tier that decided something. */
export function summaryOf(
  verdicts: readonly Verdict[],
  experiments: readonly ExperimentOutcome[],
  profile: Profile,
): readonly string[] {
  const sentences = tiers.flatMap((tier) => {
    const own = verdicts.filter((verdict) => verdict.tier === tier && verdict.outcome !== 'untestable');
    if (own.length === 0) return [];
    const parts = phrases.flatMap(([outcome, phrase]) => {
      const names = own.filter((verdict) => verdict.outcome === outcome).map(nameOf);
      if (names.length === 0) return [];
      // Long lists stand below: by family, and in the verdict table.
      return [`${names.length} ${phrase}${names.length > 12 ? '' : ` (${names.join(', ')})`}`];
    });
    return [
      `${evidence[tier]} looked at ${own.length} statement${own.length === 1 ? '' : 's'}: ${parts.join('; ')}. ${tierCaveats[tier]}`,
    ];
  });
  const claims = new Set(verdicts.map(({ claim }) => claim));
  const decided = new Set(
    verdicts.filter(({ outcome }) => outcome !== 'untestable').map(({ claim }) => claim),
  );
  const open = claims.size - decided.size;
  if (open > 0)
    sentences.push(
      `${open} of ${claims.size} claims could not be tested in this run; each says what it needs.`,
    );
  const failures = experiments.flatMap(({ failures: own }) => own);
  if (failures.length > 0)
    sentences.push(
      `${failures.length} stage${failures.length === 1 ? '' : 's'} failed; the sections below say why.`,
    );
  if (profile.samplesPerDataset !== null) {
    sentences.push(
      `This profile takes only ${profile.samplesPerDataset} images of each data set: it tests the pipeline, not the paper.`,
    );
  }
  return sentences;
}

function nameOf({ claim, part }: Verdict): string {
  return part === '' ? claim : `${claim}: ${part.replace(/\.$/, '')}`;
}
