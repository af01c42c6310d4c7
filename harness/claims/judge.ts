import { applyCheck } from './apply-check.ts';
import { asks } from './asks.ts';
import type { Claim, Criterion, Part } from './claim.ts';
import type { Evidence, EvidenceOf } from './evidence.ts';
import { shortfalls } from './provisional.ts';
import { unfetchedOf } from './unfetched.ts';
import type { Tier, Verdict } from './verdict.ts';

/** The command that replays a verdict. */
export type ReplayOf = (claim: string, tier: Tier) => string;

/** The verdicts of a claim, one per part and tier. */
export function judge(
  claim: Claim,
  tiers: readonly Tier[],
  evidenceOf: EvidenceOf,
  replayOf: ReplayOf = (id) => `npx latent-sr reproduce --only ${id}`,
): readonly Verdict[] {
  return claim.parts.flatMap((part) =>
    tiers.map((tier) => judgePart(claim, part, tier, evidenceOf, replayOf(claim.id, tier))),
  );
}

function judgePart(claim: Claim, part: Part, tier: Tier, evidenceOf: EvidenceOf, replay: string): Verdict {
  const check = part.checks.find((candidate) => candidate.tiers.includes(tier));
  const experiment = check?.experiment ?? claim.experiment;
  const base = {
    claim: claim.id,
    part: claim.parts.length > 1 ? part.id : '',
    tier,
    experiment,
    replay,
  };
  const evidence = evidenceOf(tier, experiment, check);
  if ('untestable' in evidence || !check) {
    const missing =
      'untestable' in evidence ? evidence.untestable : `needs a check of this part in the ${tier} tier`;
    const reason = check ? missing : (part.needs ?? missing);
    const unfetched = 'untestable' in evidence ? evidence.unfetched : undefined;
    return { ...base, outcome: 'untestable', reason, criteria: [], ...withUnfetched(unfetched), scope: [] };
  }
  const { statistics, absent } = evidence;
  const lackedBy = (criterion: Criterion) =>
    absent.filter(({ statistic, group }) => asks(criterion, statistic, group));
  const lacking = check.criteria.flatMap(lackedBy);
  const missing = [...new Set(lacking.map(({ reason }) => reason))];
  const unfetched = withUnfetched(unfetchedOf(lacking));
  const decidable = (criterion: Criterion) =>
    lackedBy(criterion).length === 0 || statistics.some(({ id, group }) => asks(criterion, id, group));
  const open = check.criteria.filter((criterion) => !decidable(criterion));
  const asked = { ...check, criteria: check.criteria.filter(decidable) };
  const where = `claim ${claim.id}`;
  const decided = asked.criteria.length > 0 ? applyCheck(asked, statistics, where, tier) : undefined;
  // One criterion that fails is enough, whatever the others would say.
  if (!decided || (open.length > 0 && decided.outcome !== 'not reproduced')) {
    const reason = missing.join('; ');
    return { ...base, outcome: 'untestable', reason, criteria: [], ...unfetched, scope: [] };
  }
  const used = statistics.filter((statistic) =>
    check.criteria.some((criterion) => asks(criterion, statistic.id, statistic.group)),
  );
  const short = shortfalls(used, evidence.reach ?? []);
  const provisional = short.length > 0 ? `rests on ${short.join(', ')}` : undefined;
  return {
    ...base,
    ...onlyPart(decided, missing),
    ...(provisional !== undefined && { provisional }),
    ...unfetched,
    scope: [...(provisional === undefined ? [] : [`provisional: ${provisional}`]), ...scopeOf(used, missing)],
  };
}

function withUnfetched(unfetched: readonly string[] = []): Pick<Verdict, 'unfetched'> {
  return unfetched.length > 0 ? { unfetched } : {};
}

type Decided = ReturnType<typeof applyCheck>;

/** What holds on some of the data sets is open on the others; what fails on one fails. */
function onlyPart(decided: Decided, missing: readonly string[]): Decided {
  if (decided.outcome !== 'reproduced' || missing.length === 0) return decided;
  const { fragility: _, ...rest } = decided;
  return {
    ...rest,
    outcome: 'inconclusive',
    reason: `${decided.reason} on the data that are there; ${missing.join('; ')}`,
  };
}

function scopeOf(used: readonly Evidence[], missing: readonly string[]): readonly string[] {
  const repeated = used.filter(({ n, subjects }) => subjects < n);
  const notes = repeated.map(({ n, subjects, group }) => {
    const reach =
      subjects === 1
        ? 'intervals are about slices of this subject, not about other subjects'
        : 'images of one subject are alike';
    return `${Object.values(group).join(' ')}: ${n} images of ${subjects} subject${subjects === 1 ? '' : 's'}; ${reach}`;
  });
  const cautions = used.flatMap(({ cautions: own = [], group }) =>
    own.map((caution) => [Object.values(group).join(' '), caution].filter((part) => part !== '').join(': ')),
  );
  return [...new Set([...notes, ...cautions, ...missing.map((reason) => `not included: ${reason}`)])];
}
