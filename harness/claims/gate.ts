import type { Deviation } from './golden.ts';

/** What a run is judged by. */
export interface GateInput {
  /** Bad input that kept something from running. */
  readonly faults: number;
  readonly deviations: readonly Deviation[];
  readonly changed: readonly { readonly worse: boolean }[];
  /** Things without golden values. */
  readonly ungolden: number;
  /** Whether missing golden values fail, as they do in CI. */
  readonly strict: boolean;
}

/**
 * The exit code of a run: 1 for bad input, 2 for a golden regression, 3 for a verdict that changed for the
 * worse, 0 when all gates pass.
 */
export function exitCodeOf({ faults, deviations, changed, ungolden, strict }: GateInput): 0 | 1 | 2 | 3 {
  if (faults > 0) return 1;
  if (deviations.length > 0 || (strict && ungolden > 0)) return 2;
  return changed.some(({ worse }) => worse) ? 3 : 0;
}
