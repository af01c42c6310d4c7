import { claimOutcome } from '../claims/claim-outcome.ts';
import { type Outcome, type Tier, tiers, tierWords, type Verdict } from '../claims/verdict.ts';
import { tierCaveats } from './tier-caveats.ts';

/** What a report says first. */
export interface Headline {
  /** One sentence: what each tier that decided something says of how many claims. */
  readonly sentence: string;
  /** What the sentence does not say. */
  readonly caveat: string;
}

/**
 * The verdicts of a run in one sentence, by claim, and what limits it.
 * @param claims how many there are
 * @param own what the profile says of its verdicts
 */
export function headlineOf(claims: number, verdicts: readonly Verdict[], own?: string): Headline {
  const counted = tiers.map((tier) => ({ tier, count: countsOf(verdicts, tier) }));
  const decided = counted
    .filter(({ count }) => count('untestable') < count())
    .sort((a, b) => Number(a.tier === 'record') - Number(b.tier === 'record'));
  const tested = new Set(verdicts.filter(({ outcome }) => outcome !== 'untestable').map(({ claim }) => claim))
    .size;
  const sayings = decided.map(({ tier, count }) =>
    tier === 'record' ? ofRecord(count) : ofExperiments(tier, count),
  );
  const provisional = verdicts.filter((verdict) => verdict.provisional !== undefined).length;
  return {
    sentence:
      sayings.length === 0
        ? `None of the ${claims} claims could be tested in this run.`
        : `Of ${claims} claims ${sayings.join('; ')}.`,
    caveat: [
      ...(own === undefined ? [] : [own]),
      ...decided.map(({ tier }) => tierCaveats[tier]),
      ...(tested < claims ? [`${claims - tested} could not be tested; each says what it needs.`] : []),
      ...(provisional > 0
        ? [`${provisional} verdict${provisional === 1 ? ' rests' : 's rest'} on a part of the data.`]
        : []),
    ].join(' '),
  };
}

/** How many claims came out so in a tier; all of them where no outcome is asked. */
type Count = (outcome?: Outcome) => number;

function countsOf(verdicts: readonly Verdict[], tier: Tier): Count {
  const own = verdicts.filter((verdict) => verdict.tier === tier);
  const outcomes = [...new Set(own.map(({ claim }) => claim))].map(
    (id) => claimOutcome(own.filter(({ claim }) => claim === id)).outcome,
  );
  return (asked) => outcomes.filter((outcome) => asked === undefined || outcome === asked).length;
}

function ofExperiments(tier: Tier, count: Count): string {
  const name = tierWords[tier].title;
  const subject = name.slice(0, 1).toLowerCase() + name.slice(1);
  return `${subject} agrees with ${count('reproduced')}, contradicts ${count('not reproduced')} and leaves ${count('inconclusive')} open`;
}

function ofRecord(count: Count): string {
  return `the printed figures of ${count('reproduced')} agree with each other and those of ${count('inconsistent')} cannot all be true`;
}
