import type { RuleCases } from './record-case.ts';
import { arithmeticCases } from './record-cases-arithmetic.ts';
import { predictionsCases } from './record-cases-predictions.ts';
import { statisticsCases } from './record-cases-statistics.ts';
import { summariesCases } from './record-cases-summaries.ts';

/** The cases of every rule, by its name. */
export const ruleCases: ReadonlyMap<string, RuleCases> = new Map(
  [...arithmeticCases, ...statisticsCases, ...summariesCases, ...predictionsCases].map((one) => [
    one.rule,
    one,
  ]),
);
