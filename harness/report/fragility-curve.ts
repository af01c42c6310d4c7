import type { ThresholdFragility } from '../claims/fragility.ts';

/** A curve over a span of easings of the bounds: shares of comparisons that agree and that do not contradict. */
export interface SpannedCurve {
  readonly unit: string;
  /** The span, around 0, which are the bounds as they stand. */
  readonly reach: number;
  /** From `-reach` to `reach`, evenly spaced. */
  readonly points: readonly {
    readonly easing: number;
    readonly agree: number;
    readonly notContradict: number;
  }[];
}

/**
 * The curve of a verdict as far as it is of interest: to twice the change that turns it, or to the farthest change of any
 * comparison where none turns it.
 * @param count of points, odd so that one of them is the bounds as they stand
 */
export function spannedCurve(
  { unit, stricter, easier, curve }: ThresholdFragility,
  count: number,
): SpannedCurve {
  const turns = [stricter, easier].flatMap((turn) => (turn ? [turn.at] : []));
  const places = curve.flatMap(({ from }) => (from === null ? [] : [Math.abs(from)]));
  const reach = turns.length > 0 ? 2 * Math.max(...turns) : Math.max(...places, 0);
  const points = Array.from({ length: count }, (_, i) => {
    const easing = count === 1 ? 0 : reach * ((2 * i) / (count - 1) - 1);
    const { reproduced, inconclusive, notReproduced } = curve.findLast(
      ({ from }) => from === null || from <= easing,
    )!;
    const all = reproduced + inconclusive + notReproduced;
    return { easing, agree: reproduced / all, notContradict: 1 - notReproduced / all };
  });
  return { unit, reach, points };
}
