import fc from 'fast-check';
import type { Sample } from '../../../harness/statistics/procedure.ts';
import { runs } from '../../runs.ts';
import { samples } from './sample.ts';

/** A law that holds for every sample. */
export function law(
  title: string,
  check: (sample: Sample) => void,
  of: fc.Arbitrary<Sample> = samples,
): void {
  it(title, () => fc.assert(fc.property(of, check), { numRuns: runs(40) }));
}
