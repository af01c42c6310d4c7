import { normalQuantile } from '../numeric/normal.ts';
import { logStudentTTail } from '../numeric/student-t.ts';
import { intervalLevel } from './interval-level.ts';

/** Below this share an interval is called too narrow. */
const LEAST = 0.9;

/**
 * What to know of an interval from few units drawn with replacement: that of a mean spans z sqrt((n - 1) / n) standard
 * errors where t would be needed, and so holds the truth less often than it says (Hesterberg 2015, 3.2).
 * @param units subjects, or images where none repeats
 */
export function fewDraws(units: number): readonly string[] {
  const level = intervalLevel();
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt((units - 1) / units);
  const share = 1 - 2 * Math.exp(logStudentTTail(reach, units - 1));
  if (units < 2 || share >= LEAST * (level / 0.95)) return [];
  return [
    `an interval from ${units} drawn with replacement is too narrow: of normal data such an interval of a mean holds it in about ${Math.round(100 * share)} of 100 samples, not in ${Number((100 * level).toFixed(2))}`,
  ];
}
