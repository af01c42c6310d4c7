import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { writeImage } from '../../files/images/write-image.ts';

/**
 * Writes a map as an image file.
 * @throws InputError for a PNG that could not hold its values, and where the path may not be written.
 */
export async function writeMap(map: Image, path: string): Promise<void> {
  if (/\.png$/i.test(path) && map.data.some((value) => value < 0 || value > 1)) {
    throw new InputError({
      where: path,
      expected: 'a map of values from 0 to 1 for a PNG',
      got: 'others',
      remedy: 'name it .npy, or ask for --option sign=absolute',
    });
  }
  await writeImage(map, path, 16);
}
