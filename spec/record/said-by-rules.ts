import { InputError } from '../../harness/numeric/input-error.ts';
import { audit } from '../../harness/record/audit/audit.ts';
import type { Patch } from '../../harness/record/check.ts';
import type { Finding } from '../../harness/record/finding.ts';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { type Case, drawFrom, recordOf } from '../laws/record-case.ts';
import { ruleCases } from '../laws/record-cases.ts';
import { casesAtBorders } from './cases-at-borders.ts';
import { casesByHand } from './cases-by-hand.ts';

/** Sets of figures that each rule is asked about. */
const SETS = 3;

/**
 * What each rule says of true figures and of those with an error, and then of the cases by hand: a sentence each with
 * what it recomputed.
 */
export function saidByRules(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    rules.map(({ name }) => {
      const { draw } = ruleCases.get(name)!;
      const cases = Array.from({ length: SETS }, (_, set) => draw(drawFrom(set, name, 'said')));
      const random = cases.flatMap((drawn) => [said(name, drawn, {}), said(name, drawn, drawn.planted)]);
      return [
        name,
        [
          ...random,
          ...[...(casesByHand[name] ?? []), ...(casesAtBorders[name] ?? [])].map((own) =>
            said(name, own, {}),
          ),
        ],
      ];
    }),
  );
}

function said(rule: string, drawn: Pick<Case, 'values' | 'with'>, patch: Patch): string {
  try {
    return sentence(audit(recordOf(rule, drawn), patch)[0]!);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function sentence({ severity, derivation, recomputed, printed, resolution }: Finding): string {
  const numbers = recomputed.map(({ label, low, high }) => `${label} ${shown(low)} to ${shown(high)}`);
  return `${severity}: ${derivation} [${printed.length} printed; ${numbers.join('; ')}] ${resolution}`;
}

/** To six digits, as reports print them: the last ones of a double differ between processors. */
function shown(end: number | null): string {
  return end === null ? 'open' : String(Number(end.toPrecision(6)));
}
