import { assertFinite, createImage } from '../../../../numeric/image.ts';
import { InputError } from '../../../../numeric/input-error.ts';
import type { FileImage } from '../file-image.ts';
import { toColours } from './colour.ts';
import { displayOf, inversion } from './display.ts';
import { modalityOf } from './modality.ts';
import { type DicomOrigin, originOf } from './origin.ts';
import { type DicomFile, parseDicom } from './parse-dicom.ts';
import { type PixelHeader, readPixelHeader } from './pixel-header.ts';
import { storedSamples } from './stored-samples.ts';
import { textOf } from './values.ts';

/** The frames of a DICOM file. */
export interface OpenedDicom {
  readonly frames: number;
  readonly origin: DicomOrigin;
  /** What kind of scanner made them, and in which series. */
  readonly scanned: Pick<FileImage, 'modality' | 'series'>;
  /**
   * @param frame counted from 0; it may be left out of a file of one frame
   * @throws InputError when the frame is damaged or cut short, or there are several and none is chosen.
   */
  at(frame: number | undefined): Promise<FileImage>;
}

/**
 * One frame of a DICOM file: grey `[1, H, W]` in the modality's units, by its table or slope and intercept, or colour
 * `[3, H, W]` from 0 to the largest value of the stored bits, or of the palette's. MONOCHROME1, where 0 is white, is
 * inverted within the range of the stored bits first.
 * @throws InputError as {@link openDicom} and its frames do.
 */
export async function decodeDicom(bytes: Uint8Array, where: string, frame?: number): Promise<FileImage> {
  return openDicom(bytes, where).at(frame);
}

/**
 * A DICOM file, whose frames are as {@link decodeDicom} gives them.
 * @param where the file, for messages
 * @throws InputError when the file is damaged, not DICOM, or holds no pixels.
 */
export function openDicom(bytes: Uint8Array, where: string): OpenedDicom {
  const file = parsed(bytes, where);
  const header = readPixelHeader(file, where);
  const { frames } = header;
  return {
    frames,
    origin: originOf(file.elements),
    scanned: scannedOf(file),
    async at(frame) {
      if (frame === undefined ? frames === 1 : frame < frames) return ofOne(file, header, frame ?? 0, where);
      const last = frames - 1;
      throw new InputError({
        where,
        expected: 'one frame',
        got: frame === undefined ? `${frames} frames` : `frame ${frame} of ${frames}`,
        remedy:
          last > 0 ? `choose one as FILE#frame=0 to FILE#frame=${last}` : 'leave the choice of a frame out',
      });
    },
  };
}

async function ofOne(file: DicomFile, header: PixelHeader, at: number, where: string): Promise<FileImage> {
  const stored = await storedSamples(file, header, at, where);
  const { channels, data, peak } = toColours(file.elements, header, stored, where);
  const image = createImage(channels, header.rows, header.columns, data);
  // Colours are pictures, whatever scanner they are of: reports and captures of screens among them.
  if (!header.photometric.startsWith('MONOCHROME')) return { image, peak, range: [0, peak], bits: null };
  const modality = modalityOf(file.elements, header, at, where);
  const invert = inversion(header);
  for (let i = 0; i < data.length; i++) data[i] = modality.apply(invert(data[i]));
  assertFinite(where, image);
  const { range, peak: most } = modality;
  return {
    image,
    peak: most,
    ...(range && { range }),
    bits: null,
    ...scannedOf(file),
    ...displayOf(file.elements, header, modality, at, where),
  };
}

function scannedOf({ elements }: DicomFile): OpenedDicom['scanned'] {
  const [modality, series] = [textOf(elements, 0x00080060), textOf(elements, 0x0020000e)];
  return { ...(modality !== undefined && { modality }), ...(series !== undefined && { series }) };
}

function parsed(bytes: Uint8Array, where: string): DicomFile {
  try {
    return parseDicom(bytes);
  } catch (error) {
    throw new InputError({
      where,
      expected: 'an undamaged DICOM file',
      got: `one that does not decode (${(error as Error).message})`,
      remedy: 'copy the file again',
    });
  }
}
