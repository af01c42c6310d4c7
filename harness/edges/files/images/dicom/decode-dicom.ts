import { assertFinite, createImage } from '../../../../numeric/image.ts';
import { InputError } from '../../../../numeric/input-error.ts';
import type { FileImage, Window } from '../file-image.ts';
import { toColours } from './colour.ts';
import type { Elements } from './elements.ts';
import { type Modality, modalityOf, ofFrame } from './modality.ts';
import { type DicomFile, parseDicom } from './parse-dicom.ts';
import { type PixelHeader, readPixelHeader } from './pixel-header.ts';
import { storedSamples } from './stored-samples.ts';
import { decimalOf, shortOf, textOf } from './values.ts';

/** The frames of a DICOM file. */
export interface OpenedDicom {
  readonly frames: number;
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
  if (!header.photometric.startsWith('MONOCHROME')) return { image, peak, bits: null };
  const modality = modalityOf(file.elements, header, at, where);
  const invert = inversion(header);
  for (let i = 0; i < data.length; i++) data[i] = modality.apply(invert(data[i]));
  assertFinite(where, image);
  return { image, peak: modality.peak, bits: null, ...shown(file.elements, header, modality, at) };
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

function inversion({ photometric, data, signed, stored }: PixelHeader): (value: number) => number {
  if (photometric !== 'MONOCHROME1' || data !== 'words') return (value) => value;
  const ends = signed ? -1 : 2 ** stored - 1;
  return (value) => ends - value;
}

/** The window and the padding, in the units of the image. */
function shown(
  elements: Elements,
  header: PixelHeader,
  modality: Modality,
  frame: number,
): Pick<FileImage, 'window' | 'padding'> {
  const invert = inversion(header);
  // What the window is stated in, to what the image is in: the same but for MONOCHROME1, where it is mirrored.
  const mirror = (value: number) => modality.apply(invert(0)) + modality.apply(0) - value;
  const place = header.photometric === 'MONOCHROME1' ? mirror : (value: number) => value;
  const voi = ofFrame(elements, frame, 0x00289132) ?? elements;
  const [center, width] = [decimalOf(voi, 0x00281050), decimalOf(voi, 0x00281051)];
  const window: Window | undefined =
    center !== undefined && width !== undefined && width > 0
      ? { center: place(center), width, shape: shapes[textOf(voi, 0x00281056) ?? ''] ?? 'linear' }
      : undefined;
  const { signed } = header;
  const low = shortOf(elements, 0x00280120, { signed });
  const high = shortOf(elements, 0x00280121, { signed }) ?? low;
  const ends = [low, high].map((value) => (value === undefined ? Number.NaN : modality.apply(invert(value))));
  return {
    ...(window && { window }),
    ...(low !== undefined && { padding: [Math.min(...ends), Math.max(...ends)] as const }),
  };
}

const shapes: Readonly<Record<string, Window['shape']>> = {
  LINEAR_EXACT: 'linear-exact',
  SIGMOID: 'sigmoid',
};
