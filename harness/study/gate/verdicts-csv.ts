import { csvText } from '../archive/csv-text.ts';
import type { RunDocument } from '../run-document.ts';

const header =
  'claim,part,tier,verdict,label,group,outcome,value,low,high,unit,expected,n,subjects,reason'.split(',');

/** The verdicts as CSV (RFC 4180): a line for each comparison behind one, or one line where there was none. */
export function verdictsCsv({ verdicts }: Pick<RunDocument, 'verdicts'>): string {
  const lines = verdicts.flatMap(({ claim, part, tier, outcome, reason, criteria }) => {
    const start = [claim, part, tier, outcome];
    if (criteria.length === 0) return [[...start, '', '', '', '', '', '', '', '', '', '', reason]];
    return criteria.map(({ label, group, observed, unit, expected, n, subjects, ...criterion }) => [
      ...start,
      label,
      group,
      criterion.outcome,
      observed?.value,
      observed?.interval?.[0],
      observed?.interval?.[1],
      unit,
      expected,
      n,
      subjects,
      criterion.reason,
    ]);
  });
  return csvText(header, lines);
}
