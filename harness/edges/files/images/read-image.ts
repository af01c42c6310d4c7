import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';
import type { FileImage } from './file-image.ts';
import { formatOf } from './format.ts';
import { type OpenedFile, openers } from './openers.ts';
import { placesOf } from './place.ts';
import { assertSelects, type Selection, splitSelection } from './selection.ts';

/**
 * The image in a file, by the extension of its name or, where that says nothing, by its content: pictures (PNG,
 * JPEG, TIFF, WebP, BMP) in [0, 1]; NumPy, DICOM, NIfTI, MGH and NRRD in the file's own units. What is one of several
 * images is chosen after a `#`: `scan.dcm#frame=3`, `t1.nii.gz#axial=50%`, `a.npy#layout=hwc`.
 * @throws InputError when the file is missing, damaged, of another format, or holds several images and none is chosen.
 */
export async function readImage(named: string): Promise<Image> {
  return (await readImageFile(named)).image;
}

/**
 * An image as {@link readImage} gives it, with what the file says about its values.
 * @throws InputError as readImage does, and where what follows the `#` means several.
 */
export async function readImageFile(named: string): Promise<FileImage> {
  const { path, selection } = splitSelection(named);
  const { opened, indices } = await openFile(path, selection);
  if (indices.length <= 1) return opened.at(indices[0]);
  throw new InputError({
    where: named,
    expected: 'one image',
    got: `${indices.length} of ${opened.count}`,
    remedy: `choose one, as FILE#${opened.key}=${indices[0]}`,
  });
}

/** One of the images that are chosen in a file. */
export interface ChosenImage {
  /** Which one, as it is chosen: `axial=12`; empty where the file holds one image. */
  readonly place: string;
  /** Decodes it. @throws InputError when the file is damaged. */
  read(): Promise<FileImage>;
}

/**
 * All images that a path and what follows its `#` mean, for what takes several: `t1.nii.gz#axial=40%..60%` means as many as the
 * volume has there. The file is opened once; each image is decoded when it is read.
 * @throws InputError as {@link readImageFile} does, but for a selection of several.
 */
export async function chosenImages(named: string): Promise<readonly ChosenImage[]> {
  const { path, selection } = splitSelection(named);
  const { opened, indices } = await openFile(path, selection);
  if (indices.length === 0) return [{ place: '', read: async () => opened.at(undefined) }];
  return indices.map((index) => ({ place: `${opened.key}=${index}`, read: async () => opened.at(index) }));
}

/** A file with the numbers of the images that are chosen in it; none where no choice is made. */
export interface SelectedFile {
  readonly opened: OpenedFile;
  readonly indices: readonly number[];
}

/** @throws InputError as {@link chosenImages} does. */
export async function openFile(path: string, selection: Selection): Promise<SelectedFile> {
  const bytes = await readBytes(path);
  const format = formatOf(path, bytes);
  const { selects, open } = openers[format];
  assertSelects(selection, selects, format, path);
  const opened = await open(bytes, path, selection);
  const { chosen, count } = opened;
  return { opened, indices: chosen ? placesOf(chosen, count, path) : [] };
}
