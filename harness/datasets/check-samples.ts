import { shapeOf } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import type { DatasetSample } from './dataset.ts';
import { assertNotBlack, assertRangeUsed, greatestOf } from './range-used.ts';

/**
 * Stops on a set that cannot be paired or compared.
 * @throws InputError when it is empty, an id comes twice, sizes differ, an HR image is black, or all are faint. Images
 * without a mask may stand beside some with one: scores of a region leave them out.
 */
export function checkSamples(samples: readonly DatasetSample[], where: string): void {
  if (samples.length === 0) {
    throw new InputError({
      where,
      expected: 'at least one image',
      got: 'none',
      remedy: 'correct the folder',
    });
  }
  const ids = new Set<string>();
  for (const { id } of samples) {
    if (ids.has(id)) {
      throw new InputError({
        where,
        expected: 'every id once',
        got: `${JSON.stringify(id)} twice`,
        remedy: 'rename one of the files',
      });
    }
    ids.add(id);
  }
  for (const part of ['image', 'lowResolution', 'mask'] as const) assertOneSize(samples, part, where);
  for (const { id, image } of samples) assertNotBlack(image, `${where}, image of ${id}`);
  assertRangeUsed(
    samples.reduce((most, { image }) => Math.max(most, greatestOf(image)), 0),
    where,
  );
}

function assertOneSize(
  samples: readonly DatasetSample[],
  part: 'image' | 'lowResolution' | 'mask',
  where: string,
): void {
  const those = part === 'mask' ? samples.filter(({ mask }) => mask) : samples;
  const first = those[0];
  if (!first) return;
  const shape = first[part] && shapeOf(first[part]);
  const other = those.find((sample) => (sample[part] && shapeOf(sample[part])) !== shape);
  if (!other) return;
  throw new InputError({
    where: `${where}, ${names[part]} of ${other.id}`,
    expected: `the size of ${first.id}, ${shape ?? 'none'}`,
    got: other[part] ? shapeOf(other[part]) : 'none',
    remedy: 'give all images one size',
  });
}

const names = { image: 'image', lowResolution: 'LR image', mask: 'mask' } as const;
