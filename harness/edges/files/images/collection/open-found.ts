import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { InputError, type InputFault } from '../../../../numeric/input-error.ts';
import { readBytes, unreadable } from '../../read-bytes.ts';
import { isDirectory } from '../dicom/directory.ts';
import type { DicomOrigin } from '../dicom/origin.ts';
import { parseDicom } from '../dicom/parse-dicom.ts';
import type { FileImage } from '../file-image.ts';
import { formatFound, HEAD, imageNames } from '../format.ts';
import { openFile, type SelectedFile } from '../read-image.ts';
import { type Selection, splitSelection } from '../selection.ts';
import type { FolderSelection } from './folder-selection.ts';
import { type FoundFile, ofDirectory } from './found-files.ts';

/** A file whose header was read, with its images that are chosen. */
interface OpenedFound {
  readonly path: string;
  readonly origin: DicomOrigin | undefined;
  readonly places: readonly { readonly index: number | undefined; readonly place: string }[];
  /** What is chosen in it. */
  readonly selection: Selection;
}

/** No image: the reason, and what is wrong where it lists others. */
interface PassedOver {
  readonly why: string;
  readonly faults: readonly InputFault[];
}

/** Opens files and keeps the one that was opened last, as the next image is most often in the same. */
export type Opening = (path: string, selection: Selection) => Promise<SelectedFile>;

export function keepingLast(): Opening {
  let last: { readonly key: string; readonly file: Promise<SelectedFile> } | undefined;
  return (path, selection) => {
    const key = JSON.stringify([path, selection]);
    if (last?.key !== key) last = { key, file: openFile(path, selection) };
    return last.file;
  };
}

/** Where an image lies, as plain data, so that another thread can read it. */
export interface ImagePlace {
  readonly path: string;
  readonly selection: Selection;
  readonly index: number | undefined;
}

/** The image at a place. @throws InputError when the file is damaged. */
export async function imageAt({ path, selection, index }: ImagePlace, opening: Opening): Promise<FileImage> {
  return (await opening(path, selection)).opened.at(index);
}

/**
 * A found file opened; undefined where it is a part of another.
 * @throws InputError when it is damaged, was named and is no image, or holds several of which none is chosen.
 */
export async function openFound(
  file: FoundFile,
  forAll: FolderSelection,
  opening: Opening,
): Promise<OpenedFound | PassedOver | undefined> {
  const { path, selection: own } = splitSelection(file.path);
  const header = /^(.*)\.img((?:\.gz)?)$/i.exec(path);
  if (header && !file.meant && existsSync(`${header[1]}.hdr`)) return undefined;
  const format = formatFound(path, await headOf(path));
  if (format === undefined) {
    if (!file.meant) return { why: 'no image by its name or content', faults: [] };
    const remedy = 'leave it out of the list';
    throw new InputError({ where: path, expected: `an image (${imageNames})`, got: 'another file', remedy });
  }
  const selection = { ...forAll.of(format), ...own };
  const opened = await opening(path, selection).catch(async (error) => {
    const passed = format === 'DICOM' && !file.meant ? await withoutImage(path) : undefined;
    if (passed) return passed;
    throw error;
  });
  if ('why' in opened) return opened;
  const { key, origin, count } = opened.opened;
  if (opened.indices.length === 0 && count > 1) {
    throw new InputError({
      where: path,
      expected: 'one image, or a choice',
      got: `${count} of them`,
      remedy: `choose with --select ${key}=all, or what follows a #`,
    });
  }
  // These have no header that says more than their values do.
  if (/^(BMP|NumPy|a NumPy archive)$/.test(format)) await opened.opened.at(opened.indices[0]);
  const places = opened.indices.map((index) => ({ index, place: `${key}=${index}` }));
  return {
    path,
    origin,
    places: places.length > 0 ? places : [{ index: undefined, place: '' }],
    selection,
  };
}

/** Why a sound DICOM file holds no image and need not; undefined where it does or should. */
async function withoutImage(path: string): Promise<PassedOver | undefined> {
  try {
    const file = parseDicom(await readBytes(path));
    if (isDirectory(file)) {
      return { why: 'a DICOMDIR, which lists files', faults: (await ofDirectory(path)).faults };
    }
    const image = [0x7fe00010, 0x7fe00008, 0x7fe00009, 0x00280010].some((tag) => file.elements.get(tag));
    return image ? undefined : { why: 'DICOM without an image', faults: [] };
  } catch {
    return undefined;
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const head = new Uint8Array(HEAD);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return head.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error, 'a file');
  }
}
