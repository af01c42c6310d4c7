import { statSync } from 'node:fs';
import { join } from 'node:path';
import { metricNamed } from '../../../metrics/catalogue.ts';
import type { Score } from '../../../metrics/metric.ts';
import { type Image, toGrey } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { type CollectedImage, collectImages } from '../images/collection/collection.ts';

/** The folders of one arm's images. */
export interface ArmFolders {
  readonly sr: string;
  readonly hr: string;
  /** The autoencoder's images, the noise floor of hallucination rates. */
  readonly ae?: string;
}

/** Scores of every image of an arm. */
export interface FolderScores {
  readonly ids: readonly string[];
  readonly scores: ReadonlyMap<string, Float64Array>;
}

/**
 * The folders of an arm in the release's layout: images in `sr_images/`, `sr/` or the folder itself, references in
 * `hr/` and floors in `ae_images/` or `ae/`, unless they are given.
 * @throws InputError where there is no folder of references.
 */
export function armFolders(folder: string, hr: string | undefined, ae: string | undefined): ArmFolders {
  const among = (names: readonly string[]) => names.map((name) => join(folder, name)).find(isFolder);
  const references = hr ?? among(['hr', 'hr_images']);
  if (references === undefined) {
    throw new InputError({
      where: folder,
      expected: 'the true images in hr/',
      got: 'no such folder',
      remedy: 'name it with --hr DIR',
    });
  }
  const floors = ae ?? among(['ae_images', 'ae']);
  return {
    sr: among(['sr_images', 'sr']) ?? folder,
    hr: references,
    ...(floors !== undefined && { ae: floors }),
  };
}

/**
 * Scores every image of an arm against its reference, by the names of the files: PSNR, MAE, SSIM, MS-SSIM, Haar
 * subbands, and hallucination rates where there are floors; each by the convention that the paper describes, on grey
 * images.
 * @throws InputError when an image lacks its reference or floor, or a file is no image of the reference's size.
 */
export async function scoreFolder(folders: ArmFolders): Promise<FolderScores> {
  const others = [folders.hr, ...(folders.ae === undefined ? [] : [folders.ae])];
  const [sr, hr] = [await imagesIn(folders.sr, others), await imagesIn(folders.hr)];
  const ae = folders.ae === undefined ? undefined : await imagesIn(folders.ae);
  const ids = [...sr.keys()].sort();
  const columns = new Map<string, Float64Array>();
  for (const [at, id] of ids.entries()) {
    const read = async (images: ReadonlyMap<string, CollectedImage>, folder: string) => {
      const image = images.get(id);
      if (image === undefined) throw lacking(folder, `an image named ${id}, as in ${folders.sr}`, 'none');
      return toGrey((await image.read()).image);
    };
    const image = await read(sr, folders.sr);
    const reference = await read(hr, folders.hr);
    const floor = ae && (await read(ae, folders.ae!));
    for (const [name, value] of Object.entries(scoresOf(id, image, reference, floor))) {
      const column = columns.get(name) ?? new Float64Array(ids.length);
      column[at] = value;
      columns.set(name, column);
    }
  }
  return { ids, scores: columns };
}

function scoresOf(id: string, image: Image, reference: Image, floor?: Image): Record<string, number> {
  const large = Math.min(image.height, image.width) >= 160;
  const names = [
    'psnr',
    'mae',
    'ssim',
    ...(large ? ['ms-ssim'] : []),
    'subband-psnr',
    ...(floor ? ['hallucination'] : []),
  ];
  const flat: Record<string, number> = {};
  for (const name of names) {
    const metric = metricNamed(name);
    try {
      const score = metric.compute({ image, reference, ...(floor && { floor }) }, metric.resolve({}));
      Object.assign(flat, flatten(name, score));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError({ ...error.fault, where: `${id}: ${error.fault.where}` });
    }
  }
  return flat;
}

/** Names as the release has them: `msssim`, and rates without the metric's name. */
function flatten(name: string, score: Score): Record<string, number> {
  if (typeof score === 'number') return { [name === 'ms-ssim' ? 'msssim' : name]: score };
  const { threshold: _, ...parts } = score as Record<string, number>;
  if (name === 'hallucination') return parts;
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}/${part}`, value]));
}

async function imagesIn(
  source: string,
  except: readonly string[] = [],
): Promise<ReadonlyMap<string, CollectedImage>> {
  const { images } = await collectImages(source, { except });
  return new Map(images.map((image) => [image.id, image]));
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function lacking(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'give folders whose images bear the same names' });
}
