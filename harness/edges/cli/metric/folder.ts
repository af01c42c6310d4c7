import { basename } from 'node:path';
import type { Scored } from '../../../metrics/metric.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { assertUniqueIds, pairById } from '../../../statistics/pairing.ts';
import { listFiles } from '../../files/datasets/list-files.ts';
import { readImage } from '../../files/images/read-image.ts';
import type { Read } from './images.ts';

const extension = /\.(png|npy|dcm|dicom|nii|nii\.gz)$/i;

/**
 * The paths of a folder's images, by name without extension.
 * @throws InputError when the folder is missing, has fewer images than `least`, or two of one name.
 */
export async function imagesOf(folder: string, least: number): Promise<ReadonlyMap<string, string>> {
  const files = await listFiles(folder, '', extension, { recursive: false });
  if (files.length < least) {
    throw new InputError({
      where: folder,
      expected: `at least ${least === 1 ? 'one image' : 'two images'} (.png, .npy, .dcm, .nii, .nii.gz)`,
      got: `${files.length}`,
      remedy: 'name the folder that holds them',
    });
  }
  const ids = files.map(({ path }) => basename(path).replace(extension, ''));
  assertUniqueIds(folder, ids);
  return new Map(files.map(({ path }, i) => [ids[i], path]));
}

/**
 * The images of one folder with those of the same name in another, one pair at a time.
 * @param check refuses a pair that cannot be compared
 * @throws InputError when an image lacks its partner, listing which on which side.
 */
export async function* imagePairs(
  folder: string,
  referenceFolder: string,
  check: (image: Read, reference: Read) => void,
): AsyncGenerator<Scored> {
  const [images, references] = [await imagesOf(folder, 1), await imagesOf(referenceFolder, 1)];
  const arm = (name: string, files: ReadonlyMap<string, string>) => ({
    name,
    ids: [...files.keys()],
    values: new Float64Array(files.size),
  });
  const read = async (path: string): Promise<Read> => ({ path, image: await readImage(path) });
  for (const id of pairById(arm(folder, images), arm(referenceFolder, references), (own) => own).ids) {
    const [image, reference] = [await read(images.get(id)!), await read(references.get(id)!)];
    check(image, reference);
    yield { image: image.image, reference: reference.image };
  }
}
