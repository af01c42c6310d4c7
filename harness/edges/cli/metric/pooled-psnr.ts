import { pooledPsnr, psnr } from '../../../metrics/psnr.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { assertComparableFiles } from '../../files/images/comparable.ts';
import type { AppliedScale } from '../../files/images/scaled.ts';
import type { Answer } from '../answer.ts';
import { metricAnswer } from './answer.ts';
import { imagePairs } from './folder.ts';
import { withAllChannels } from './image-options.ts';
import { type Preparation, preparedFolders, sayingPrepared } from './prepared-images.ts';

/**
 * `latent-sr metric pooled-psnr DIR_A DIR_B`: the ratio of the squared error pooled over all images of a folder,
 * each against the image of its name in the other.
 * @param given those of `psnr`
 * @throws InputError when an image lacks its partner or a pair cannot be compared.
 */
export async function scorePooledPsnr(
  folder: string,
  referenceFolder: string | undefined,
  given: Readonly<Record<string, unknown>>,
  _flags: unknown,
  preparation: Preparation,
): Promise<Answer> {
  const options = withAllChannels({ ...psnr, name: 'pooled-psnr' }, given, preparation);
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
  const scales: AppliedScale[] = [];
  const pairs = imagePairs(folder, referenceFolder, check, preparation, ({ scale }) => {
    if (scale) scales.push(scale);
  });
  const value = await pooledPsnr(pairs, convention);
  const answer = metricAnswer({ ...psnr, name: 'pooled-psnr' }, value, convention);
  return sayingPrepared(answer, preparedFolders(preparation, scales));
}
