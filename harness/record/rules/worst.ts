import { type Severity, severities } from '../finding.ts';

/** The worst of some severities; `consistent` of none. */
export function worst(found: readonly Severity[]): Severity {
  return severities.find((severity) => found.includes(severity)) ?? 'consistent';
}
