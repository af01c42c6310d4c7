import { normalQuantile } from '../../numeric/normal.ts';
import { intervalLevel } from '../interval-level.ts';
import { leastShare } from '../least-share.ts';

/** A standard error below it is none: placements that are all alike differ by rounding alone. */
const NONE = 1e-12;

/**
 * The interval of an area under a ROC curve: normal, cut to [0, 1]. Where scores separate the cases without a fault, or
 * not at all, that would have no width. There every one of `pairs` disjoint pairs of subjects, a positive and a negative
 * one, is in order (or tied), so that a share of all pairs is of which as many of as many come with a chance of 2.5 %
 * (Clopper and Pearson 1934); the rest may lie either way.
 * @param pairs disjoint pairs of independent subjects, one of each truth, that the cases make
 */
export function areaInterval(area: number, standardError: number, pairs: number): readonly [number, number] {
  if (standardError < NONE) {
    const alike = leastShare(pairs, pairs);
    return [area * alike, 1 - (1 - area) * alike];
  }
  const reach = normalQuantile((1 + intervalLevel()) / 2) * standardError;
  return [Math.max(0, area - reach), Math.min(1, area + reach)];
}
