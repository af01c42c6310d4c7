/** A number for each alternative hypothesis about the difference x - y. */
export interface BySide {
  readonly twoSided: number;
  /** x tends to be greater than y. */
  readonly greater: number;
  readonly less: number;
}

/** p values with their decimal logarithms, which stay finite where a p underflows. */
export interface PValues {
  readonly p: BySide;
  readonly log10p: BySide;
}

/**
 * p values from the natural logarithms of the two tail probabilities; two-sided is twice the smaller tail,
 * at most 1.
 */
export function pValuesFromLogTails(logGreater: number, logLess: number): PValues {
  return pValuesFromLogs({
    twoSided: Math.min(0, Math.LN2 + Math.min(logGreater, logLess)),
    greater: logGreater,
    less: logLess,
  });
}

/** p values from their natural logarithms. */
export function pValuesFromLogs(log: BySide): PValues {
  return { p: bySide(log, Math.exp), log10p: bySide(log, (value) => value / Math.LN10 + 0) };
}

function bySide({ twoSided, greater, less }: BySide, map: (value: number) => number): BySide {
  return { twoSided: map(twoSided), greater: map(greater), less: map(less) };
}
