import { InputError } from '../../numeric/input-error.ts';
import { type Stream, stream } from '../../numeric/stream.ts';
import type { PhantomSet } from '../dataset.ts';
import { drawTraits } from './brain-traits.ts';
import type { Anatomy } from './catalogue.ts';
import { drawFrame } from './frame.ts';
import { drawLesion } from './lesion.ts';

/** What a subject is drawn with, by name. */
export type SubjectTraits = Readonly<Record<string, number>>;

/**
 * Numbers that the subjects of a set of phantoms are drawn with, by subject: facts of the anatomy, told without its
 * images. Of a brain `ventricle`, the width of its ventricles from 0.6 to 1.4 of the usual; `contrast`, how much brighter
 * white matter is than grey, 0.1 to 0.28; `rim`, how far the rim of its lesion enhances, 0.2 to 0.9.
 * @param where for messages
 * @throws InputError for an anatomy of which none are told
 */
export function subjectTraits(set: PhantomSet, where: string): ReadonlyMap<string, SubjectTraits> {
  const { anatomy, split, seed, subjects } = set;
  const traits = told[anatomy];
  if (!traits) {
    throw new InputError({
      where,
      expected: `phantoms whose traits are told: ${Object.keys(told).join(', ')}`,
      got: anatomy,
      remedy: 'take the groups out',
    });
  }
  return new Map(
    Array.from({ length: subjects }, (_, subject) => [
      `${split}-${String(subject).padStart(4, '0')}`,
      traits((...purpose) => stream(seed, 'phantom', anatomy, split, subject, ...purpose)),
    ]),
  );
}

const told: Partial<Record<Anatomy, (named: (purpose: string) => Stream) => SubjectTraits>> = {
  brain(named) {
    const shape = named('shape');
    // It takes its numbers of the stream before the traits, as many for every pose and size.
    drawFrame(shape, named('warp'), 32, { rotation: 0, scale: 0, shift: 0, warp: 0, smoothness: 1 });
    const { ventricle, grey, white } = drawTraits(shape);
    const { rim } = drawLesion(named('lesion')).cut(0);
    return { ventricle, contrast: white - grey, rim };
  },
};
