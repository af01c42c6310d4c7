/** How far a curve keeps to one side of a margin around a place. */
export interface Flip {
  /** The curve at the place. */
  readonly value: number;
  /** 1 above the margin, -1 below its negative, 0 between. */
  readonly side: -1 | 0 | 1;
  /** The stretch around the place on which the side is the same; an end of the curve where it never flips. */
  readonly from: number;
  readonly to: number;
  /** The distance from the place to the nearer flip; null where there is none. */
  readonly distance: number | null;
}

/**
 * Where a curve of straight pieces next changes sides of +/- margin, seen from the place `at`.
 * @param x ascending, each once, `at` between the first and the last
 */
export function flip(x: readonly number[], y: readonly number[], at: number, margin: number): Flip {
  const value = valueAt(x, y, at);
  const side = sideOf(value, margin);
  const right = x.map((_, i) => i).filter((i) => x[i] > at);
  const left = x.map((_, i) => i).filter((i) => x[i] < at);
  const flips = [left.reverse(), right].map((order) => {
    let [fromX, fromY] = [at, value];
    for (const i of order) {
      if (sideOf(y[i], margin) !== side) return crossing(fromX, fromY, x[i], y[i], side, margin);
      [fromX, fromY] = [x[i], y[i]];
    }
    return null;
  });
  const distances = flips.flatMap((place) => (place === null ? [] : [Math.abs(place - at)]));
  return {
    value,
    side,
    from: flips[0] ?? x[0],
    to: flips[1] ?? x.at(-1)!,
    distance: distances.length > 0 ? Math.min(...distances) : null,
  };
}

function valueAt(x: readonly number[], y: readonly number[], at: number): number {
  const next = x.findIndex((place) => place >= at);
  if (x[next] === at) return y[next];
  const share = (at - x[next - 1]) / (x[next] - x[next - 1]);
  return y[next - 1] + share * (y[next] - y[next - 1]);
}

function sideOf(value: number, margin: number): -1 | 0 | 1 {
  if (value > margin) return 1;
  return value < -margin ? -1 : 0;
}

/** Where the straight piece leaves its side: at the bound that stands between its two ends. */
function crossing(x0: number, y0: number, x1: number, y1: number, side: number, margin: number): number {
  const bound = side === 0 ? Math.sign(y1) * margin : side * margin;
  return y1 === y0 ? x0 : x0 + ((bound - y0) / (y1 - y0)) * (x1 - x0);
}
