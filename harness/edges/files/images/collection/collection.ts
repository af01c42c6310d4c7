import { InputError, type InputFault } from '../../../../numeric/input-error.ts';
import type { DicomOrigin } from '../dicom/origin.ts';
import type { FileImage } from '../file-image.ts';
import { imageExtension } from '../format.ts';
import { faultsError, idFaults, noImages } from './faults.ts';
import { folderSelection, splitSource } from './folder-selection.ts';
import { foundFiles, type LeftOut } from './found-files.ts';
import { type ImagePlace, imageAt, keepingLast, openFound } from './open-found.ts';
import { ordered } from './ordered.ts';
import { type SubjectSource, subjectsBy } from './subjects.ts';

/** An image of a collection; its pixels are read when they are asked for. */
export interface CollectedImage {
  /** The path of its file from the given folder on, without the extension, and its place in the file: `p1/t1#axial=12`. */
  readonly id: string;
  /** Whose image it is: several of one subject are not independent. */
  readonly subject: string;
  readonly subjectFrom: SubjectSource;
  readonly path: string;
  /** Which image of the file: `axial=12`; empty where it holds one. */
  readonly place: string;
  /** SeriesInstanceUID of a DICOM file, else null. */
  readonly series: string | null;
  /** Where its pixels are, for another thread. */
  readonly at: ImagePlace;
  /** @throws InputError when the file is damaged. */
  read(): Promise<FileImage>;
}

/** The images of a folder, a glob, a list of files, ... */
export interface Collection {
  readonly images: readonly CollectedImage[];
  /** What keeps files from being read, by `where`; none unless they are skipped. */
  readonly faults: readonly InputFault[];
  /** Files that are no images. */
  readonly leftOut: readonly LeftOut[];
}

/** What the caller says of a collection. */
export interface CollectionOptions {
  /** What is chosen in files of several images, as after a `#`. */
  readonly select?: string | undefined;
  /** The subject is its first group, on the id. */
  readonly subject?: RegExp | undefined;
  /** Whether to go on without files that cannot be read; undefined for a command that cannot. */
  readonly skipFaulty?: boolean | undefined;
  /** Folders below that are of other images, such as their references. */
  readonly except?: readonly string[];
  /** Told after each file whose header was checked. */
  readonly checked?: (done: number, of: number) => void;
}

/**
 * The images that a source means: a folder with all below it, a glob (`scans/*.dcm`), a list of files (`.txt`), a
 * DICOMDIR or a file; images are known by their extension or by their content. What follows a `#` is chosen in every
 * file, as `select` is. Headers are all read, pixels not yet. DICOM series stay together, in order of position.
 * @throws InputError that lists every file that cannot be read, unless these are skipped; where there is no image, or
 * a choice that no file has.
 */
export async function collectImages(
  named: string,
  { select, subject, skipFaulty, except = [], checked }: CollectionOptions = {},
): Promise<Collection> {
  const { source, text } = splitSource(named, select);
  const selection = folderSelection(text, select === undefined ? named : '--select');
  const found = await foundFiles(source, except);
  const faults = [...found.faults];
  const leftOut = [...found.leftOut];
  const images: (CollectedImage & { readonly origin: DicomOrigin | undefined })[] = [];
  const listing = async (act: () => void | Promise<void>) => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error.fault);
    }
  };
  const subjectOf = subjectsBy(subject, found.files);
  const opening = keepingLast();
  for (const [i, file] of found.files.entries()) {
    await listing(async () => {
      const opened = await openFound(file, selection, opening);
      if (opened === undefined) return;
      if ('why' in opened) {
        leftOut.push({ path: file.path, why: opened.why });
        faults.push(...opened.faults);
        return;
      }
      const { path, origin, selection: chosen } = opened;
      const stem = file.name.replace(/#[^#]*$/, '').replace(imageExtension, '');
      for (const { index, place } of opened.places) {
        const id = place === '' ? stem : `${stem}#${place}`;
        await listing(() => {
          const { subject: who, from } = subjectOf({ id, name: file.name, path, origin });
          const at = { path, selection: chosen, index };
          const read = () => imageAt(at, opening);
          const series = origin?.series ?? null;
          images.push({ id, subject: who, subjectFrom: from, path, place, series, at, origin, read });
        });
      }
    });
    checked?.(i + 1, found.files.length);
  }
  faults.push(...idFaults(images));
  if (faults.length > 0 && !skipFaulty) throw faultsError(source, faults, found.files.length, skipFaulty);
  const faulty = new Set(faults.map(({ where }) => where));
  const sound = images.filter(({ path }) => !faulty.has(path));
  if (sound.length === 0) throw noImages(source, faults.length, leftOut.length);
  selection.assertUsed(source);
  return { images: ordered(sound).map(({ origin: _, ...image }) => image), faults, leftOut };
}
