import type { RuleCases } from './record-case.ts';
import { arithmeticCases } from './record-cases-arithmetic.ts';
import { statisticsCases } from './record-cases-statistics.ts';

/** The cases of every rule, by its name. */
export const ruleCases: ReadonlyMap<string, RuleCases> = new Map(
  [...arithmeticCases, ...statisticsCases].map((one) => [one.rule, one]),
);
