import { InputError } from '../numeric/input-error.ts';
import { type ResultUnits, type Unit, unitAt } from '../numeric/unit.ts';
import type { Check, Claim, Criterion, Part } from './claim.ts';
import { type Comparison, compare, samplesToDecide } from './comparator.ts';
import { valueAt } from './json-pointer.ts';
import type { CriterionResult, Outcome, Tier, Verdict } from './verdict.ts';

/** A statistic as the judge needs it; the pipeline's results have these fields. */
export interface Evidence {
  readonly id: string;
  readonly group: Readonly<Record<string, string>>;
  readonly n: number;
  readonly subjects: number;
  /** What n counts where it is not images. */
  readonly counts?: 'resamples' | 'points';
  /** The options that its procedure ran with. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
  /** The unit of each number of the result. */
  readonly units: ResultUnits;
}

/** What an experiment gave in a tier: its statistics, or why there are none. */
export type ExperimentEvidence =
  | { readonly statistics: readonly Evidence[]; readonly absent: readonly Absent[] }
  | { readonly untestable: string };

/** A group of a statistic that could not be computed, and what it lacks. */
export interface Absent {
  readonly statistic: string;
  readonly group: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** The judge's access to evidence: by tier and experiment id, for a check where the tier has one. */
export type EvidenceOf = (tier: Tier, experiment: string, check?: Check) => ExperimentEvidence;

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
    return { ...base, outcome: 'untestable', reason, criteria: [], scope: [] };
  }
  const { statistics, absent } = evidence;
  const lackedBy = (criterion: Criterion) =>
    absent.filter(({ statistic, group }) => statistic === criterion.statistic && isAmong(criterion, group));
  const missing = [...new Set(check.criteria.flatMap(lackedBy).map(({ reason }) => reason))];
  const decidable = (criterion: Criterion) =>
    lackedBy(criterion).length === 0 ||
    statistics.some(({ id, group }) => id === criterion.statistic && isAmong(criterion, group));
  const open = check.criteria.filter((criterion) => !decidable(criterion));
  const asked = { ...check, criteria: check.criteria.filter(decidable) };
  const where = `claim ${claim.id}`;
  const decided = asked.criteria.length > 0 ? applyCheck(asked, statistics, where, tier) : undefined;
  // One criterion that fails is enough, whatever the others would say.
  if (!decided || (open.length > 0 && decided.outcome !== 'not reproduced')) {
    return { ...base, outcome: 'untestable', reason: missing.join('; '), criteria: [], scope: [] };
  }
  return { ...base, ...onlyPart(decided, missing), scope: scopeOf(check, { statistics, missing }) };
}

/** What holds on some of the data sets is open on the others; what fails on one fails. */
function onlyPart<T extends Pick<Verdict, 'outcome' | 'reason'>>(decided: T, missing: readonly string[]): T {
  if (decided.outcome !== 'reproduced' || missing.length === 0) return decided;
  return {
    ...decided,
    outcome: 'inconclusive',
    reason: `${decided.reason} on the data that are there; ${missing.join('; ')}`,
  };
}

/** What a check decides from statistics: the worst of its criteria, in every group. */
export function applyCheck(
  check: Check,
  statistics: readonly Evidence[],
  where: string,
  tier?: Tier,
): Pick<Verdict, 'outcome' | 'reason' | 'criteria'> {
  const criteria = check.criteria.flatMap((criterion) => {
    const found = statistics.filter(({ id }) => id === criterion.statistic);
    if (found.length === 0) throw unknownStatistic(where, criterion, statistics);
    return found
      .filter(({ group }) => isAmong(criterion, group))
      .map((evidence) => applyCriterion(criterion, evidence, where, tier));
  });
  if (criteria.length === 0) throw noGroup(where, check, statistics);
  const outcome = worst(criteria.map((criterion) => criterion.outcome));
  const decisive = criteria.filter((criterion) => criterion.outcome === outcome);
  const [first] = decisive;
  const more = decisive.length > 1 && outcome !== 'reproduced' ? ` (and ${decisive.length - 1} more)` : '';
  const reason =
    outcome === 'reproduced'
      ? `all ${criteria.length} comparisons hold`
      : `${first!.label}${first!.group && ` on ${first!.group}`}: ${first!.reason}${more}`;
  return { outcome, reason, criteria };
}

/** Whether a group has the levels that the criterion is limited to. */
function isAmong({ where = {} }: Criterion, group: Readonly<Record<string, string>>): boolean {
  return Object.entries(where).every(([factor, levels]) => levels.includes(group[factor]!));
}

function applyCriterion(
  criterion: Criterion,
  evidence: Evidence,
  where: string,
  tier: Tier | undefined,
): CriterionResult {
  const value = number(valueAt(evidence.result, criterion.value), criterion.value, evidence, where);
  const ends = criterion.interval === null ? [value, value] : valueAt(evidence.result, criterion.interval);
  const interval = [0, 1].map((i) =>
    number(valueAt(ends, `/${i}`), `${criterion.interval}/${i}`, evidence, where),
  ) as unknown as readonly [number, number];
  const sampled = criterion.interval !== null;
  const few = sampled ? tooFew(evidence, tier) : undefined;
  const { outcome, expected, reason } = few ?? compare(interval, criterion.comparator);
  const needed =
    outcome === 'inconclusive' && few === undefined && evidence.counts === undefined
      ? samplesToDecide(value, interval, evidence.n, criterion.comparator)
      : undefined;
  return {
    label: criterion.label,
    group: Object.values(evidence.group).join(' '),
    outcome,
    observed: { value, ...(criterion.interval !== null && { interval }) },
    unit: unitOf(criterion, evidence, where),
    expected,
    reason:
      needed === undefined
        ? reason
        : `${reason}; about ${needed} images like these would decide it, ${evidence.n} were there`,
    ...(evidence.counts === undefined && { n: evidence.n, subjects: evidence.subjects }),
  };
}

/** That of the value, which its interval must share. */
function unitOf({ value, interval }: Criterion, { id, units }: Evidence, where: string): Unit {
  const unit = unitAt(units, value);
  const other = interval === null ? unit : unitAt(units, interval);
  if (other === unit) return unit;
  throw new InputError({
    where: `${where}: statistic ${id}`,
    expected: `an interval of ${value}, in the same unit (${unit})`,
    got: `${interval} (${other})`,
    remedy: 'correct the pointers',
  });
}

/** Points are means of images, of which every subject has one at least. */
function imagesOf({ counts, n, subjects }: Evidence): number {
  return counts === 'points' ? subjects : n;
}

/** With fewer pairs no exact paired test reaches 5 % two-sided (2 / 2^5 = 6 %), and no interval can be trusted. */
const leastImages = 6;

function tooFew(evidence: Evidence, tier: Tier | undefined): Comparison | undefined {
  const images = imagesOf(evidence);
  const { subjects } = evidence;
  // Of one subject a run says so in its scope; of somebody's scores nothing else is known.
  const alike = subjects < leastImages && (subjects > 1 || tier === 'imported');
  if (images >= leastImages && !alike) return undefined;
  const few = images < leastImages ? `${images} images` : `${subjects} subject${subjects === 1 ? '' : 's'}`;
  const unit = images < leastImages ? 'images' : 'subjects';
  return {
    outcome: 'inconclusive',
    expected: `at least ${leastImages} ${unit}`,
    reason: `${few} ${few.startsWith('1 ') ? 'is' : 'are'} too few for a 95 % interval; at least ${leastImages} are needed`,
  };
}

function number(value: unknown, pointer: string, evidence: Evidence, where: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError({
    where: `${where}: statistic ${evidence.id}`,
    expected: `a finite number at ${pointer}`,
    got: JSON.stringify(value) ?? 'nothing',
    remedy: `correct the pointer; the result has ${Object.keys(evidence.result).join(', ')}`,
  });
}

function unknownStatistic(where: string, criterion: Criterion, statistics: readonly Evidence[]): InputError {
  return new InputError({
    where,
    expected: `a statistic among ${[...new Set(statistics.map(({ id }) => id))].join(', ')}`,
    got: JSON.stringify(criterion.statistic),
    remedy: 'correct the criterion or declare the statistic in the experiment',
  });
}

function noGroup(where: string, { criteria }: Check, statistics: readonly Evidence[]): InputError {
  const groups = statistics.map(({ group }) => Object.values(group).join(' '));
  return new InputError({
    where,
    expected: `a group among ${[...new Set(groups)].join(', ') || '(none)'}`,
    got: criteria.map((criterion) => JSON.stringify(criterion.where ?? {})).join(', '),
    remedy: 'correct the levels that the criteria are limited to',
  });
}

function worst(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('not reproduced')) return 'not reproduced';
  return outcomes.includes('inconclusive') ? 'inconclusive' : 'reproduced';
}

function scopeOf(
  check: Check,
  evidence: { statistics: readonly Evidence[]; missing: readonly string[] },
): readonly string[] {
  const used = evidence.statistics.filter((statistic) =>
    check.criteria.some(
      (criterion) => criterion.statistic === statistic.id && isAmong(criterion, statistic.group),
    ),
  );
  const repeated = used.filter(({ n, subjects }) => subjects < n);
  const notes = repeated.map(({ n, subjects, group }) => {
    const reach =
      subjects === 1
        ? 'intervals are about slices of this subject, not about other subjects'
        : 'images of one subject are alike';
    return `${Object.values(group).join(' ')}: ${n} images of ${subjects} subject${subjects === 1 ? '' : 's'}; ${reach}`;
  });
  return [...new Set([...notes, ...evidence.missing.map((missing) => `not included: ${missing}`)])];
}
