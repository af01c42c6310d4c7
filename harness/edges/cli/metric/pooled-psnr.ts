import { pooledPsnr, psnr } from '../../../metrics/psnr.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { Answer } from '../answer.ts';
import { metricAnswer } from './answer.ts';
import { imagePairs } from './folder.ts';
import { assertComparableFiles } from './images.ts';

/**
 * `latent-sr metric pooled-psnr DIR_A DIR_B`: the ratio of the squared error pooled over all images of a folder,
 * each against the image of its name in the other.
 * @param options those of `psnr`
 * @throws InputError when an image lacks its partner or a pair cannot be compared.
 */
export async function scorePooledPsnr(
  folder: string,
  referenceFolder: string | undefined,
  options: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const convention = psnr.resolve(options);
  if (referenceFolder === undefined) {
    throw new InputError({
      where: 'latent-sr metric pooled-psnr',
      expected: 'a folder of reference images',
      got: 'none',
      remedy: 'name it after the first',
    });
  }
  const check = assertComparableFiles(convention, options);
  const value = await pooledPsnr(imagePairs(folder, referenceFolder, check), convention);
  return metricAnswer({ ...psnr, name: 'pooled-psnr' }, value, convention);
}
