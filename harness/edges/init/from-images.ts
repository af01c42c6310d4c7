import { basename, join } from 'node:path';
import { checkSamples } from '../../datasets/check-samples.ts';
import { shapeOf } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { listFiles } from '../files/datasets/list-files.ts';
import { readImage } from '../files/images/read-image.ts';
import type { StartingPoint } from './starting-point.ts';

/**
 * A workspace on the PNG images of a folder, which are copied into it, so that it holds all that it needs.
 * @throws InputError where there are fewer than two, one is damaged, or their size is not one that shrinks by 4
 */
export async function fromImages(folder: string): Promise<StartingPoint> {
  const files = await listFiles(folder, '', /\.png$/i, { recursive: false });
  if (files.length < 2) {
    throw new InputError({
      where: folder,
      expected: 'at least two PNG images',
      got: `${files.length}`,
      remedy: 'name the folder that holds them, or convert the images to PNG',
    });
  }
  const samples = [];
  for (const { name, path } of files) samples.push({ id: name, subject: name, image: await readImage(path) });
  checkSamples(samples, folder);
  const { image } = samples[0]!;
  if (image.height % 4 !== 0 || image.width % 4 !== 0) {
    throw new InputError({
      where: folder,
      expected: 'images whose height and width are multiples of 4',
      got: shapeOf(image),
      remedy: 'crop them',
    });
  }
  return {
    kind: 'images',
    parts: ['common', 'interpolation', 'images'],
    values: {
      tier: 'paper',
      role: 'images',
      setTitle: `${files.length} images of ${image.width} x ${image.height} from ${basename(folder)}`,
      description: 'The images in images/.',
      evidence: 'The images are copies, in `images/all/hr/`; their names are what a report calls them.',
    },
    copies: new Map(files.map(({ path }) => [join('images', 'all', 'hr', basename(path)), path])),
  };
}
