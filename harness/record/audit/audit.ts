import { fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { CheckDeclaration, Patch } from '../check.ts';
import { type Figures, LostFigure, readFigures, type Whereabouts } from '../figures.ts';
import type { Finding, Place, Severity, Stated } from '../finding.ts';
import type { Quantity } from '../operand.ts';
import type { PrintedRecord } from '../record.ts';
import { ruleNamed } from '../rules/catalogue.ts';
import type { RuleOutcome } from '../rules/rule.ts';

/**
 * Checks the printed figures of a record against each other: one finding for every declared check, in their order.
 *
 * Every printed value is the interval of the numbers that round to it, and rules compute with intervals, so that
 * a finding `inconsistent` says that no true values can have given the printed ones.
 * @param patch printed values to put in place of the record's, as a counterexample does
 * @throws InputError when a check names no rule, an unknown figure or an option that its rule does not know.
 */
export function audit(record: PrintedRecord, patch: Patch = {}): readonly Finding[] {
  const figures = readFigures(record, patch);
  const { checks } = record;
  const repeated = checks.find(({ id }, at) => checks.findIndex((other) => other.id === id) !== at);
  if (repeated) {
    throw new InputError({
      where: `record check ${repeated.id}`,
      expected: 'every check once',
      got: 'two with this id',
      remedy: 'give one of them another id; with "for", write its names in the id',
    });
  }
  return checks.map((check) => runCheck(record, check, figures));
}

/** The finding of one check. */
export function runCheck(record: PrintedRecord, check: CheckDeclaration, figures: Figures): Finding {
  const where = `record check ${check.id}`;
  const options = fields(check.with, where);
  const { about = [], ...outcome } = judge(where, () => {
    const result = ruleNamed(check.rule, where).check(options, figures);
    options.end();
    return result;
  });
  return {
    id: check.id,
    rule: check.rule,
    ...(check.claim !== undefined && { claim: check.claim }),
    related: check.related ?? [],
    severity: presumed(check, outcome.severity),
    statement: check.statement,
    place: placeOf(record, check, [
      ...about,
      ...[...outcome.printed, ...outcome.recomputed].flatMap((quantity) => quantity.figures),
    ]),
    printed: outcome.printed.map(state),
    recomputed: outcome.recomputed.map(state),
    derivation: derivationOf(check, outcome),
    resolution: outcome.resolution,
  };
}

function presumed({ presumes }: CheckDeclaration, severity: Severity): Severity {
  return presumes !== undefined && severity === 'inconsistent' ? 'suspicious' : severity;
}

function derivationOf({ remark, presumes }: CheckDeclaration, { severity, derivation }: RuleOutcome): string {
  const contradicted = severity === 'inconsistent' || severity === 'suspicious';
  return [
    derivation,
    ...(remark === undefined ? [] : [remark]),
    ...(presumes !== undefined && contradicted ? [`This presumes that ${presumes}.`] : []),
  ].join(' ');
}

function judge(
  where: string,
  run: () => RuleOutcome,
): RuleOutcome & { readonly about?: readonly Whereabouts[] } {
  try {
    return run();
  } catch (error) {
    if (error instanceof LostFigure) {
      return {
        severity: 'not checkable',
        printed: [],
        recomputed: [],
        derivation: `Needs ${error.figure}: ${error.message}.`,
        resolution: `The value of ${error.figure}.`,
        about: [error.at],
      };
    }
    if (
      error instanceof InputError &&
      error.fault.where.startsWith('record') &&
      !error.fault.where.startsWith(where)
    ) {
      throw new InputError({ ...error.fault, where: `${where}: ${error.fault.where}` });
    }
    throw error;
  }
}

function placeOf(record: PrintedRecord, check: CheckDeclaration, involved: readonly Whereabouts[]): Place {
  const first: Whereabouts | undefined = involved.find(({ line }) => line !== undefined) ?? involved[0];
  const source = check.line === undefined ? (first?.source ?? 'paper') : 'paper';
  const line = check.line ?? (source === 'paper' ? first?.line : undefined);
  const anchor = check.anchor ?? first?.anchor;
  return {
    uri: record.document.others?.[source] ?? record.document.uri,
    label: check.place ?? first?.place ?? record.document.title,
    source,
    ...(line !== undefined && { line }),
    ...(anchor !== undefined && { anchor }),
  };
}

function state({ label, text, interval, figures }: Quantity): Stated {
  return {
    label,
    ...(text !== undefined && { printed: text }),
    low: Number.isFinite(interval.low) ? interval.low : null,
    high: Number.isFinite(interval.high) ? interval.high : null,
    ...(figures.length === 1 && text !== undefined && { source: figures[0].source }),
  };
}
