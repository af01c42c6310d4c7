import type { Taps } from './taps.ts';
import { sumAlongColumns, sumAlongRows } from './weighted-sums.ts';

/**
 * One plane resized in double precision; a pass left out keeps that size.
 * @param across taps along each row, which change the width
 * @param down taps along each column, which change the height
 */
export function resizePlaneFloat(
  plane: Float64Array,
  width: number,
  across: Taps | undefined,
  down: Taps | undefined,
): Float64Array {
  const narrow = across ? sumAlongRows(plane, width, across) : plane;
  return down ? sumAlongColumns(narrow, across ? across.first.length : width, down) : narrow;
}
