/**
 * The input position that each output position copies, along one axis. The centre's coordinate is summed
 * step by step, as in Pillow's affine scaling, whose rounding decides where a centre falls on an edge.
 */
export function nearestPositions(from: number, to: number): Int32Array {
  const step = from / to;
  const positions = new Int32Array(to);
  let center = step * 0.5;
  for (let i = 0; i < to; i++) {
    positions[i] = Math.min(Math.trunc(center), from - 1);
    center += step;
  }
  return positions;
}
