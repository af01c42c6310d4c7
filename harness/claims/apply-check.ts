import { matchesPattern } from '../language/matches-pattern.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Unit, unitAt } from '../numeric/unit.ts';
import { asks } from './asks.ts';
import type { Check, Criterion } from './claim.ts';
import { type Comparison, compare, samplesToDecide } from './comparator.ts';
import type { Evidence } from './evidence.ts';
import { fragilityOf, type Turnable } from './fragility.ts';
import { valueAt } from './json-pointer.ts';
import { beyondReach } from './least-p.ts';
import { isPValue } from './p-value.ts';
import type { CriterionResult, Outcome, Tier, Verdict } from './verdict.ts';
import { worst } from './worst.ts';

/** What a check decides from statistics: the worst of its criteria, in every group. */
export function applyCheck(
  check: Check,
  statistics: readonly Evidence[],
  where: string,
  tier?: Tier,
): Pick<Verdict, 'outcome' | 'reason' | 'criteria' | 'fragility'> {
  const compared = check.criteria.flatMap((criterion) => {
    const found = statistics.filter(({ id }) => matchesPattern(criterion.statistic, id));
    if (found.length === 0) throw unknownStatistic(where, criterion, statistics);
    return found
      .filter(({ id, group }) => asks(criterion, id, group))
      .map((evidence) => applyCriterion(criterion, evidence, where, tier));
  });
  if (compared.length === 0) throw noGroup(where, check, statistics);
  const criteria = compared.map(({ result }) => result);
  const outcome = worst(criteria.map((criterion) => criterion.outcome));
  const decisive = criteria.filter((criterion) => criterion.outcome === outcome);
  const [first] = decisive;
  const more = decisive.length > 1 && outcome !== 'reproduced' ? ` (and ${decisive.length - 1} more)` : '';
  const reason =
    outcome === 'reproduced'
      ? criteria.length === 1
        ? 'its one comparison holds'
        : `all ${criteria.length} comparisons hold`
      : `${first!.label}${first!.group && ` on ${first!.group}`}: ${first!.reason}${more}`;
  return { outcome, reason, criteria, fragility: fragilityOf(compared.map(({ turnable }) => turnable)) };
}

/** A number that nobody knows better: 87, 640, 2,900,000. */
function roughly(count: number): string {
  return (count < 100 ? count : Number(count.toPrecision(2))).toLocaleString('en');
}

function applyCriterion(
  criterion: Criterion,
  evidence: Evidence,
  where: string,
  tier: Tier | undefined,
): { readonly result: CriterionResult; readonly turnable: Turnable } {
  const { comparator } = criterion;
  const value = number(valueAt(evidence.result, criterion.value), criterion.value, evidence, where);
  const ends = criterion.interval === null ? [value, value] : valueAt(evidence.result, criterion.interval);
  const interval = [0, 1].map((i) =>
    number(valueAt(ends, `/${i}`), `${criterion.interval}/${i}`, evidence, where),
  ) as unknown as readonly [number, number];
  const sampled = criterion.interval !== null;
  // Of a value without an interval, which is about these images alone, few may contradict what others may not, but
  // cannot agree with it.
  const silences = (outcome: Outcome, times: number) =>
    (sampled || outcome === 'reproduced') && areTooFew(evidence, tier, times);
  const plain = compare(interval, comparator);
  const { outcome, expected, reason } = silences(plain.outcome, 1)
    ? tooFew(evidence)
    : silentIfP(criterion, plain, evidence);
  const ofImages = sampled && evidence.counts === undefined;
  const needed =
    outcome === 'inconclusive' && ofImages && !areTooFew(evidence, tier, 1)
      ? samplesToDecide(value, interval, evidence.n, comparator)
      : undefined;
  const unit = unitOf(criterion, evidence, where);
  return {
    result: {
      label: labelOf(criterion, evidence),
      ...quantityOf(criterion, evidence),
      group: Object.values(evidence.group).join(' '),
      outcome,
      observed: { value, ...(criterion.interval !== null && { interval }) },
      unit,
      expected,
      reason:
        needed === undefined
          ? reason
          : `${reason}; about ${roughly(needed)} images like these would decide it, ${evidence.n} were there`,
      ...(evidence.counts === undefined && { n: evidence.n, subjects: evidence.subjects }),
    },
    turnable: {
      value,
      interval,
      unit,
      comparator,
      scales: ofImages,
      finally: (outcome, times) =>
        silences(outcome, times) || (outcome === 'not reproduced' && isPValue(criterion.value))
          ? 'inconclusive'
          : outcome,
      tooFewAt: [imagesOf(evidence), evidence.subjects].map((count) => leastImages / count),
    },
  };
}

/** The statistic's own name says what its main number is; of its other numbers only the label speaks. */
function quantityOf({ value }: Criterion, { title = '' }: Evidence): Pick<CriterionResult, 'quantity'> {
  return title !== '' && ['/mean', '/value', '/median'].includes(value) ? { quantity: title } : {};
}

/** Which of several statistics it is, and of a p value by which test: exact and asymptotic ones of one claim differ. */
function labelOf({ label, statistic, value }: Criterion, { id, result }: Evidence): string {
  const test = isPValue(value) ? testBeside(result, value) : undefined;
  const more = [...(statistic === id ? [] : [id]), ...(test === undefined ? [] : [test])];
  return more.length === 0 ? label : `${label} (${more.join(', ')})`;
}

/** The name of the test, or its method, that stands beside a p value or nearest above it. */
function testBeside(result: Evidence['result'], pointer: string): string | undefined {
  const above = pointer.slice(0, pointer.lastIndexOf('/'));
  const [name, method] = ['name', 'method'].map((key) => valueAt(result, `${above}/${key}`));
  if (typeof name === 'string') return name;
  if (typeof method === 'string') return method;
  return above === '' ? undefined : testBeside(result, above);
}

/** What a p value that is not small enough says: nothing. */
function silentIfP(criterion: Criterion, comparison: Comparison, { result }: Evidence): Comparison {
  if (comparison.outcome !== 'not reproduced' || !isPValue(criterion.value)) return comparison;
  const unreachable = beyondReach(criterion, result);
  const silent = `${comparison.reason}, which shows no difference and no absence of one`;
  const reason = unreachable === undefined ? silent : `${comparison.reason}: ${unreachable}`;
  return { ...comparison, outcome: 'inconclusive', reason };
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

/** @param times how many times as many images and subjects as there were */
function areTooFew(evidence: Evidence, tier: Tier | undefined, times: number): boolean {
  const { subjects } = evidence;
  // Of one subject a run of the scale model says so in its scope; claims about people need more.
  const ofOne = subjects === 1 && tier !== 'imported' && tier !== 'paper';
  return imagesOf(evidence) * times < leastImages || (!ofOne && subjects * times < leastImages);
}

function tooFew(evidence: Evidence): Comparison {
  const images = imagesOf(evidence);
  const ofImages =
    evidence.counts === 'losses' ? (['loss', 'losses'] as const) : (['image', 'images'] as const);
  const [count, one, several] =
    images < leastImages ? [images, ...ofImages] : [evidence.subjects, 'subject', 'subjects'];
  const few = count === 1 ? `1 ${one} is` : `${count} ${several} are`;
  return {
    outcome: 'inconclusive',
    expected: `at least ${leastImages} ${several}`,
    reason: `${few} too few for a 95 % interval; at least ${leastImages} are needed`,
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
