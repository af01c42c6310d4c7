import type { Scored } from '../../../metrics/metric.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { pairById } from '../../../statistics/pairing.ts';
import { type CollectedImage, collectImages } from '../../files/images/collection/collection.ts';
import type { Read } from '../../files/images/comparable.ts';
import { type Preparation, type Prepared, preparedPair } from './prepared-images.ts';

/**
 * The images that a source means, by id.
 * @throws InputError as {@link collectImages} does, or where there are fewer than `least`.
 */
export async function imagesOf(source: string, least: number): Promise<ReadonlyMap<string, CollectedImage>> {
  const { images } = await collectImages(source);
  if (images.length < least) {
    throw new InputError({
      where: source,
      expected: `at least ${least} images`,
      got: `${images.length}`,
      remedy: 'name the folder that holds them',
    });
  }
  return new Map(images.map((image) => [image.id, image]));
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
  const arm = (name: string, files: ReadonlyMap<string, CollectedImage>) => ({
    name,
    ids: [...files.keys()],
    values: new Float64Array(files.size),
  });
  const read = async ({ path, read: pixels }: CollectedImage) => ({ path, ...(await pixels()) });
  for (const id of pairById(arm(folder, images), arm(referenceFolder, references), (own) => own).ids) {
    const pair = preparedPair([await read(images.get(id)!), await read(references.get(id)!)], preparation);
    const [image, reference] = pair.files;
    told(pair.told);
    check(image, reference);
    yield { image: image.image, reference: reference.image };
  }
}
