import type { DatasetSample, PhantomSet } from '../dataset.ts';
import { phantomSubject } from './phantom-subject.ts';

/** All images of a set of phantoms, subject by subject. */
export function phantomSamples(set: PhantomSet): DatasetSample[] {
  return Array.from({ length: set.subjects }, (_, subject) => phantomSubject(set, subject)).flat();
}
