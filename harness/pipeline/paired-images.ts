import { InputError } from '../numeric/input-error.ts';
import type { StackItem } from './image-stack.ts';

/**
 * The references of images, by id, in the order of the images.
 * @param where the cell, for messages
 * @throws InputError for an image that has none.
 */
export function referencesOf(
  where: string,
  items: readonly StackItem[],
  references: readonly StackItem[],
): readonly StackItem[] {
  const byId = new Map(references.map((item) => [item.id, item]));
  return items.map(({ id }) => {
    const reference = byId.get(id);
    if (reference) return reference;
    throw new InputError({
      where: `${where}: sample ${id}`,
      expected: 'a reference image with the same id',
      got: 'none',
      remedy: 'give both sets the same ids',
    });
  });
}
