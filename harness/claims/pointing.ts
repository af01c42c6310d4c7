import type { Claim } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { isPValue } from './p-value.ts';

/**
 * A claim that asks values alone, without their intervals: what few images point to, and do not decide. A p value is
 * none: how small it is hangs on how many there are.
 */
export function asksValues(claim: Claim): Claim {
  return {
    ...claim,
    parts: claim.parts.map((part) => ({
      ...part,
      checks: part.checks.map((check) => ({
        ...check,
        criteria: check.criteria
          .filter(({ value }) => !isPValue(value))
          .map((criterion) => ({ ...criterion, interval: null })),
      })),
    })),
  };
}

/** Statistics as though many images had given them, since the judge decides nothing from few. */
export function asOfMany(statistics: readonly Evidence[]): readonly Evidence[] {
  return statistics.map((evidence) => ({ ...evidence, n: MANY, subjects: MANY }));
}

const MANY = 1000;
