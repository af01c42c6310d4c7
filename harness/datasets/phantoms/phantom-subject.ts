import { stream } from '../../numeric/stream.ts';
import type { DatasetSample, PhantomSet } from '../dataset.ts';
import { phantoms } from './catalogue.ts';

/**
 * The images of one subject of a set, from 0; it may lie past the set's own number of subjects.
 *
 * A subject's random numbers come from streams named by anatomy, split and subject, so that no image depends on how
 * many subjects or which others are asked for, and no subject is in two splits. Slice j of n is taken at (j + 1/2) / n
 * of the way, so that the slices of a stack are also in every stack of an odd multiple of it.
 */
export function phantomSubject(set: PhantomSet, subject: number): DatasetSample[] {
  const { anatomy, split, seed, size, slicesPerSubject } = set;
  const slicer = phantoms[anatomy].subject(
    (...purpose) => stream(seed, 'phantom', anatomy, split, subject, ...purpose),
    size,
  );
  const name = `${split}-${String(subject).padStart(4, '0')}`;
  return Array.from({ length: slicesPerSubject }, (_, slice) => ({
    id: slicesPerSubject === 1 ? name : `${name}_z${String(slice).padStart(2, '0')}`,
    subject: name,
    ...slicer((slice + 0.5) / slicesPerSubject),
  }));
}
