import { type SubjectSource, subjectSources } from '../../files/images/collection/subjects.ts';
import type { ScreenDocument } from './screened.ts';

/** How many images of whom, and what told so: `13 images of 1 subject in ct/ (subjects by PatientID)`. */
export function countedText({ images }: ScreenDocument): string {
  const { n, subjects, source, subjectsBy } = images;
  const by = Object.entries(subjectsBy).map(([from, of]) => {
    const meant = subjectSources[from as SubjectSource];
    return of === n ? meant : `${meant} (${of})`;
  });
  const few =
    subjects === 1
      ? '; of one subject, the intervals say nothing of others'
      : subjects < ENOUGH
        ? '; of so few, the intervals say little of others'
        : '';
  return `${n} images of ${subjects} subject${subjects === 1 ? '' : 's'} in ${source}, subjects by ${by.join(', ')}${few}`;
}

/** Subjects below which resampling them says little. */
const ENOUGH = 6;

/** What was passed over, by reason. */
export function passedOverOf({
  images: { constant, duplicates, faulty, leftOut },
}: ScreenDocument): readonly { readonly reason: string; readonly items: readonly string[] }[] {
  const across = duplicates.some(({ sameSubject }) => !sameSubject) ? ', some across subjects' : '';
  return [
    { reason: 'of one value everywhere', items: constant },
    {
      reason: `with the pixels of another image${across}`,
      items: duplicates.map(
        ({ image, of, sameSubject }) => `${image}: as ${of}${sameSubject ? '' : ', of another subject'}`,
      ),
    },
    { reason: 'faulty', items: faulty },
    { reason: 'left out as no images', items: leftOut.map(({ path, why }) => `${path}: ${why}`) },
  ].filter(({ items }) => items.length > 0);
}
