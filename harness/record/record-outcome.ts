import type { Outcome } from '../claims/verdict.ts';
import type { Severity } from './finding.ts';

/** The outcome that some severities add up to. */
export function outcomeOf(found: readonly Severity[]): Outcome {
  if (found.includes('inconsistent')) return 'inconsistent';
  if (found.includes('suspicious')) return 'inconclusive';
  if (!found.includes('not checkable')) return 'reproduced';
  return found.includes('consistent') ? 'inconclusive' : 'untestable';
}
