import { mean } from '../numeric/moments.ts';
import { studentTQuantile } from '../numeric/student-t.ts';
import { clusteredMean } from './clustered.ts';
import { clusterSizes, drawnUnits, type Labels } from './clustering.ts';
import type { Estimate } from './estimate.ts';
import { intervalLevel } from './interval-level.ts';
import { leastShare } from './least-share.ts';

/** A share of yes, with an interval that has a width even where all answers are alike. */
export interface Share extends Estimate {
  /** Answers of yes. */
  readonly count: number;
  /** How many times as many answers these are as independent ones that would know as much, as CR2 has it. */
  readonly designEffect: number;
}

/**
 * The share of 1 in a column of 0 and 1 with the exact interval of Clopper and Pearson (1934), which holds the truth at
 * least as often as it says at any share and any n; Wilson's is narrower and at some shares falls short, which a verdict
 * may not. Where subjects repeat it is the interval of Korn and Graubard (1998), the same of fewer answers:
 *
 *     effective = n / deff (t_{n - 1} / t_df)^2, at most n,
 *
 * deff and df those of CR2 (`clusteredMean`). Where all answers are alike nothing tells how far images of a subject
 * go together, and they count as wholly so: deff = sum of n_g^2 / n (Kish), subjects being the units.
 */
export function shareOf(answers: Float64Array, clusters: Labels): Share {
  const n = answers.length;
  const value = mean(answers);
  const count = answers.reduce((total, answer) => total + answer, 0);
  const { designEffect, df } = spreadOf(answers, value, drawnUnits(clusters));
  const t = (freedom: number) => studentTQuantile((1 + intervalLevel()) / 2, freedom);
  const effective =
    df === undefined ? n / designEffect : Math.min(n, (n / designEffect) * (t(n - 1) / t(df)) ** 2);
  const [yes, no] = effective === n ? [count, n - count] : [value * effective, (1 - value) * effective];
  return { count, value, designEffect, ci95: [leastShare(yes, effective), 1 - leastShare(no, effective)] };
}

/** How much less than independent answers these say, and the degrees of freedom where that is estimated. */
function spreadOf(
  answers: Float64Array,
  value: number,
  units: Labels,
): { designEffect: number; df?: number } {
  const n = answers.length;
  if (units.names.length === n) return { designEffect: 1 };
  if (value > 0 && value < 1) return clusteredMean(answers, units);
  return { designEffect: clusterSizes(units).reduce((total, size) => total + size ** 2, 0) / n };
}
