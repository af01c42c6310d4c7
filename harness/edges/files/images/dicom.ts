import type { DicomImage } from 'daikon';
import { createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';

/**
 * The image `[1, H, W]` of a DICOM file of one grey frame, in the file's own units: stored values times the
 * rescale slope plus the intercept. MONOCHROME1, where 0 is white, is inverted within the range of the
 * stored bits first.
 * @param where the file, for messages
 * @throws InputError when the file is damaged, cut short, not DICOM, or not one grey frame of integers.
 */
export async function decodeDicom(bytes: Uint8Array, where: string): Promise<Image> {
  const { default: daikon } = await import('daikon');
  return damageIsTold(where, () => {
    // The parser takes a whole buffer; a copy keeps the view's neighbours out of it (Node's `slice` makes none).
    const file = daikon.Series.parseImage(new DataView(new Uint8Array(bytes).buffer));
    if (!file) throw daikon.Series.parserError ?? new Error('no DICOM elements');
    if (file.isCompressed() && !endsItsFragments(bytes)) throw new Error('its compressed pixels do not end');
    return toImage(file, where);
  });
}

function toImage(file: DicomImage, where: string): Image {
  const need = (expected: string, got: unknown, holds: boolean) => {
    if (!holds)
      throw new InputError({ where, expected, got: `${got}`, remedy: 'convert it to a grey image first' });
  };
  need('pixel data', 'none', file.hasPixelData());
  const [rows, columns] = [file.getRows() ?? 0, file.getCols() ?? 0];
  const photometric = file.getPhotometricInterpretation()?.trim() ?? 'MONOCHROME2';
  const allocated = file.getBitsAllocated() ?? 0;
  const stored = file.getBitsStored() ?? allocated;
  need('rows and columns', `${rows} x ${columns}`, rows * columns > 0);
  need('one frame', `${file.getNumberOfFrames()} frames`, Number(file.getNumberOfFrames()) === 1);
  need(
    'grey pixels',
    photometric,
    /^MONOCHROME[12]$/.test(photometric) && file.getNumberOfSamplesPerPixel() === 1,
  );
  need('8 or 16 bits per pixel', allocated, allocated === 8 || allocated === 16);
  need(`1 to ${allocated} stored bits`, stored, stored >= 1 && stored <= allocated);
  need('a rescale slope and intercept', 'a modality lookup table', !file.getTag(0x0028, 0x3000));

  const raw = file.getRawData();
  const length = rows * columns;
  // One byte of padding makes an odd length even.
  const padding = raw.byteLength - (length * allocated) / 8;
  if (padding !== 0 && padding !== 1) {
    throw new InputError({
      where,
      expected: `${(length * allocated) / 8} bytes of pixel data`,
      got: `${raw.byteLength}`,
      remedy: 'copy the file again',
    });
  }
  const image = createImage(1, rows, columns);
  const read = storedValues(raw, allocated, stored, file);
  const slope = file.getDataScaleSlope() ?? 1;
  const intercept = file.getDataScaleIntercept() ?? 0;
  need('a finite rescale slope and intercept', `${slope}, ${intercept}`, Number.isFinite(slope + intercept));
  const ends = file.getPixelRepresentation() === 1 ? -1 : 2 ** stored - 1;
  const inverted = photometric === 'MONOCHROME1';
  for (let i = 0; i < length; i++) {
    const value = read(i);
    image.data[i] = (inverted ? ends - value : value) * slope + intercept;
  }
  return image;
}

/** Values of the stored bits alone, with their sign where they have one; higher bits may hold overlays. */
function storedValues(raw: ArrayBuffer, allocated: number, stored: number, file: DicomImage) {
  const view = new DataView(raw);
  const mask = 2 ** stored - 1;
  const signBit = file.getPixelRepresentation() === 1 ? 2 ** (stored - 1) : 0;
  return (i: number): number => {
    const word = allocated === 8 ? view.getUint8(i) : view.getUint16(2 * i, file.littleEndian);
    const value = word & mask;
    return value & signBit ? value - 2 ** stored : value;
  };
}

/**
 * The library throws whatever it trips over in a damaged file, and tells of other damage on the console alone
 * while it returns zeros; a user is told of the file in either case.
 */
function damageIsTold<T>(where: string, read: () => T): T {
  const { log, warn, error } = console;
  const complain = (...parts: unknown[]) => {
    const message = parts.join(' ');
    if (!message.startsWith('Info: ')) throw new Error(message);
  };
  try {
    Object.assign(console, { log: complain, warn: complain, error: complain });
    return read();
  } catch (caught) {
    if (caught instanceof InputError) throw caught;
    throw new InputError({
      where,
      expected: 'an undamaged DICOM file',
      got: `one that does not decode (${(caught as Error)?.message ?? caught})`,
      remedy: 'copy the file again',
    });
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

/** Ends the fragments of compressed pixel data; a file cut short lacks it. */
const sequenceDelimiter = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];

function endsItsFragments(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(Buffer.from(sequenceDelimiter)) >= 0
  );
}
