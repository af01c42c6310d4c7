import type { DicomFile } from './parse-dicom.ts';
import { itemsOf, textOf, textsOf } from './values.ts';

const DIRECTORY = '1.2.840.10008.1.3.10';

/** Whether a file is a DICOMDIR, which lists the files of a disc and holds no image. */
export function isDirectory({ elements }: Pick<DicomFile, 'elements'>): boolean {
  const what = textOf(elements, 0x00020002) ?? textOf(elements, 0x00080016);
  return what === DIRECTORY || elements.get(0x00041220) !== undefined;
}

/** The paths that a DICOMDIR lists, in parts, from its own folder on (DICOM PS3.3, F.3.2.2: ReferencedFileID). */
export function listedIn({ elements }: Pick<DicomFile, 'elements'>): readonly (readonly string[])[] {
  return itemsOf(elements, 0x00041220)
    .map((record) => textsOf(record, 0x00041500))
    .filter((parts) => parts.length > 0);
}
