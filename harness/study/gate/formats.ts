import type { RunDocument } from '../run-document.ts';
import { badge } from './badge.ts';
import type { GateCheck } from './checks.ts';
import { ctrf } from './ctrf.ts';
import { junit } from './junit.ts';
import { gateSummary } from './summary.ts';
import { verdictsCsv } from './verdicts-csv.ts';

/** GitHub takes 1 MiB a step and 65,536 characters a comment; this leaves room for what others add. */
const SUMMARY_BYTES = 60_000;

/** The forms in which other programs read a run, by name: each makes the text of a file. */
export const gateFormats = {
  junit: (_run, checks) => junit(checks),
  ctrf: (_run, checks, version) => jsonText(ctrf(checks, version)),
  badge: (run, checks) => jsonText(badge(run, checks)),
  summary: (run, checks) => gateSummary(run, checks, SUMMARY_BYTES),
  csv: (run) => verdictsCsv(run),
} as const satisfies Readonly<
  Record<string, (run: RunDocument, checks: readonly GateCheck[], version: string) => string>
>;

/** A form in which other programs read a run. */
export type GateFormat = keyof typeof gateFormats;

function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
