import type { Scored } from '../../../metrics/metric.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { assertUniqueIds, pairById } from '../../../statistics/pairing.ts';
import { imageNames } from '../../files/images/format.ts';
import { imageFilesIn } from '../../files/images/image-folder.ts';
import { readImageFile } from '../../files/images/read-image.ts';
import type { Read } from './images.ts';
import { type Preparation, type Prepared, preparedPair } from './prepared-images.ts';

/**
 * The paths of a folder's images, by name without extension.
 * @throws InputError when the folder is missing, has fewer images than `least`, or two of one name.
 */
export async function imagesOf(folder: string, least: number): Promise<ReadonlyMap<string, string>> {
  const files = await imageFilesIn(folder);
  if (files.length < least) {
    throw new InputError({
      where: folder,
      expected: `at least ${least === 1 ? 'one image' : 'two images'} (${imageNames}, or DICOM without extension)`,
      got: `${files.length}`,
      remedy: 'name the folder that holds them',
    });
  }
  assertUniqueIds(
    folder,
    files.map(({ id }) => id),
  );
  return new Map(files.map(({ id, path }) => [id, path]));
}

/**
 * The images of one folder with those of the same name in another, one pair at a time, prepared together.
 * @param told is given what was done to each pair
 * @param check refuses a pair that cannot be compared
 * @throws InputError when an image lacks its partner, listing which on which side.
 */
export async function* imagePairs(
  folder: string,
  referenceFolder: string,
  check: (image: Read, reference: Read) => void,
  preparation: Preparation,
  told: (scale: Prepared) => void,
): AsyncGenerator<Scored> {
  const [images, references] = [await imagesOf(folder, 1), await imagesOf(referenceFolder, 1)];
  const arm = (name: string, files: ReadonlyMap<string, string>) => ({
    name,
    ids: [...files.keys()],
    values: new Float64Array(files.size),
  });
  const read = async (path: string) => ({ path, ...(await readImageFile(path)) });
  for (const id of pairById(arm(folder, images), arm(referenceFolder, references), (own) => own).ids) {
    const pair = preparedPair([await read(images.get(id)!), await read(references.get(id)!)], preparation);
    const [image, reference] = pair.files;
    told(pair.told);
    check(image, reference);
    yield { image: image.image, reference: reference.image };
  }
}
