import { expandDocument } from '../language/expand-document.ts';
import { type Guarded, guarding } from '../numeric/guarded.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Check, Claim, Criterion, Part } from './claim.ts';
import type { Comparator } from './comparator.ts';
import type {
  DeclaredCheck,
  DeclaredClaim,
  DeclaredCriterion,
  DeclaredPart,
  Groups,
} from './declared-claim.ts';
import { isPValue } from './p-value.ts';
import { plantedScores } from './planted-scores.ts';
import type { Tier } from './verdict.ts';

/**
 * A declared claim with its loops written out and its defaults filled in.
 * @param where the declaration's file, for the message
 * @throws InputError where a part or criterion says nothing or too much, or a counterexample cannot be drawn.
 */
export function resolveClaim(declared: DeclaredClaim, where: string): Claim {
  const { claim, faults } = resolved(declared, where);
  if (faults.length > 0) throw faults[0];
  return claim;
}

/** Everything that {@link resolveClaim} finds wrong. @throws InputError where its loops cannot be written out */
export function faultsOfClaim(declared: DeclaredClaim, where: string): readonly InputError[] {
  return resolved(declared, where).faults;
}

/** With faults the claim is not whole. */
function resolved(
  declared: DeclaredClaim,
  where: string,
): { readonly claim: Claim; readonly faults: readonly InputError[] } {
  const faults: InputError[] = [];
  const guarded = guarding(faults);
  const claim = expandDocument(declared, where).value as DeclaredClaim;
  const { id, statement, headline, place, printed, inBrief, experiment } = claim;
  const brief = { ...(headline !== undefined && { headline }), ...(inBrief !== undefined && { inBrief }) };
  const parts = new Map<string, Part>();
  for (const part of claim.parts) {
    const at = `${where} part ${part.id}`;
    const before = parts.get(part.id);
    const read = () => {
      const next = resolvePart(part, claim, at, guarded);
      return before ? joined(before, next, at) : next;
    };
    const next = guarded(read, before);
    if (next) parts.set(part.id, next);
  }
  return {
    claim: { id, statement, place, printed, ...brief, experiment, parts: [...parts.values()] },
    faults,
  };
}

function resolvePart(declared: DeclaredPart, claim: DeclaredClaim, where: string, guarded: Guarded): Part {
  const { id, statement = claim.statement, needs = claim.needs, ...check } = declared;
  const checks = Object.keys(check).length > 0 ? [resolveCheck(check, claim, where, guarded)] : [];
  return { id, statement, checks, ...(needs !== undefined && { needs }) };
}

/** A part that stands several times, each time with another check. */
function joined(before: Part, next: Part, where: string): Part {
  const repeated = next.checks
    .flatMap(({ tiers }) => tiers)
    .find((tier) => before.checks.some(({ tiers }) => tiers.includes(tier)));
  if (repeated !== undefined) throw unclear(where, 'one check in every tier', `two in ${repeated}`);
  if (before.statement !== next.statement)
    throw unclear(where, 'one statement', JSON.stringify(next.statement));
  return { ...before, checks: [...before.checks, ...next.checks] };
}

function resolveCheck(
  declared: Partial<DeclaredCheck>,
  claim: DeclaredClaim,
  where: string,
  guarded: Guarded,
): Check {
  const { tiers = withRows, experiment = claim.experiment, reason, on, interval, counterexample } = declared;
  const common = { ...(on !== undefined && { on }), ...(interval !== undefined && { interval }) };
  if (reason === undefined || declared.criteria === undefined || counterexample === undefined)
    throw unclear(
      where,
      'a check with reason, criteria and counterexample',
      Object.keys(declared).join(', '),
    );
  const criteria = declared.criteria.flatMap((criterion) =>
    guarded<readonly Criterion[]>(() => [resolveCriterion({ ...common, ...criterion }, where)], []),
  );
  const all = { ...claim.planted, ...counterexample.all };
  const nothing = { because: counterexample.because, cells: {} };
  const planted = guarded(() => plantedScores({ ...counterexample, all }, where), nothing);
  return { tiers, experiment, reason, criteria, counterexample: planted };
}

const withRows: readonly Tier[] = ['embedded', 'paper', 'imported'];

/**
 * That a value lies within margins is shown by two one-sided tests, whose interval is the 90 % one; everything else is
 * asked of a mean and its 95 % interval. The interval stands beside the value that it is of;
 * a p value has none.
 */
function resolveCriterion(declared: DeclaredCriterion, where: string): Criterion {
  const { label, on } = declared;
  const comparator = comparatorOf(declared, where);
  const margins = comparator.kind === 'within';
  const [statistic, ...path] = declared.statistic.split('/') as [string, ...string[]];
  const value = path.length > 0 ? `/${path.join('/')}` : margins ? '/value' : '/mean';
  if (isPValue(value) && comparator.kind !== 'below') {
    throw new InputError({
      where: `${where}: ${label}`,
      expected: `a bound that the p value ${value} lies below`,
      got: comparator.kind,
      remedy: 'ask an interval within margins: a p value that is large shows nothing',
    });
  }
  const beside = isPValue(value) ? null : value.replace(/[^/]*$/, margins ? 'ci90' : 'ci95');
  const { interval = beside } = declared;
  return { label, statistic, ...(on !== undefined && { where: groupsOf(on) }), value, interval, comparator };
}

function groupsOf(on: Groups): Readonly<Record<string, readonly string[]>> {
  const levels = typeof on === 'string' || Array.isArray(on) ? { dataset: on } : on;
  return Object.fromEntries(Object.entries(levels).map(([factor, level]) => [factor, [level].flat()]));
}

function comparatorOf(declared: DeclaredCriterion, where: string): Comparator {
  const { above, below, within, near } = declared;
  const asked: readonly (Comparator | undefined)[] = [
    above === undefined ? undefined : { kind: 'above', bound: above },
    below === undefined ? undefined : { kind: 'below', bound: below },
    within && { kind: 'within', low: within[0], high: within[1] },
    near && { kind: 'near', low: near[0], high: near[1] },
  ];
  const given = asked.filter((comparator) => comparator !== undefined);
  if (given.length === 1) return given[0]!;
  const got = given.map(({ kind }) => kind).join(' and ') || 'none';
  throw unclear(`${where}: ${declared.label}`, 'one of above, below, within and near', got);
}

function unclear(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'correct the declaration' });
}
