import { InputError } from '../../../../numeric/input-error.ts';
import { isDirectory } from './directory.ts';
import { PIXEL_DATA } from './elements.ts';
import type { DicomFile } from './parse-dicom.ts';
import { type Storage, storageOf } from './transfer-syntax.ts';
import { decimalOf, shortOf, textOf } from './values.ts';

/** What a file says about its pixels (DICOM PS3.3, C.7.6.3). */
export interface PixelHeader {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometric: string;
  readonly allocated: number;
  readonly stored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly planar: boolean;
  readonly frames: number;
  readonly storage: Storage;
  readonly data: 'words' | 'float' | 'double';
}

/** Elements of pixel data, by the kind of their words. */
export const pixelTags = { words: PIXEL_DATA, float: 0x7fe00008, double: 0x7fe00009 } as const;

const MOST_PIXELS = 2 ** 28;

/**
 * @throws InputError naming what keeps the file from being an image: no pixel data, a directory, a transfer syntax or
 * colour space that is not read, sizes or bits that cannot be.
 */
export function readPixelHeader(file: DicomFile, where: string): PixelHeader {
  const { elements, transferSyntax } = file;
  const need = (
    expected: string,
    got: unknown,
    holds: boolean,
    remedy = 'convert it to a grey image first',
  ) => {
    if (!holds) throw new InputError({ where, expected, got: `${got}`, remedy });
  };
  const short = (element: number) => shortOf(elements, 0x00280000 + element);
  const kind = (['words', 'float', 'double'] as const).find((each) => elements.get(pixelTags[each]));
  need(
    'an image',
    'a DICOMDIR, which lists files',
    !isDirectory(file),
    'name one of the files that it lists',
  );
  const modality = textOf(elements, 0x00080060);
  need(
    'pixel data',
    `none (${modality === undefined ? 'no modality' : `modality ${modality}`})`,
    kind !== undefined,
    'name a file that holds an image',
  );
  const storage = storageOf(transferSyntax);
  need(
    'a transfer syntax that is read',
    transferSyntax,
    storage !== undefined,
    'convert it to explicit little endian',
  );
  const [rows, columns] = [short(0x10) ?? 0, short(0x11) ?? 0];
  need('rows and columns', `${rows} x ${columns}`, rows * columns > 0 && rows * columns <= MOST_PIXELS);
  const samplesPerPixel = short(0x02) ?? 1;
  need('1 or 3 samples per pixel', samplesPerPixel, samplesPerPixel === 1 || samplesPerPixel === 3);
  const allocated = kind === 'float' ? 32 : kind === 'double' ? 64 : (short(0x100) ?? 0);
  need('1, 8, 16 or 32 bits per sample', allocated, [1, 8, 16, 32].includes(allocated) || kind !== 'words');
  const stored = kind === 'words' ? (short(0x101) ?? allocated) : allocated;
  need(`1 to ${allocated} stored bits`, stored, stored >= 1 && stored <= allocated);
  const highBit = short(0x102) ?? stored - 1;
  need(
    `a highest bit from ${stored - 1} to ${allocated - 1}`,
    highBit,
    highBit >= stored - 1 && highBit < allocated,
  );
  const frames = elements.get(0x00280008) ? (decimalOf(elements, 0x00280008) ?? 1) : 1;
  need('a number of frames', frames, Number.isInteger(frames) && frames >= 1);
  return {
    rows,
    columns,
    samplesPerPixel: samplesPerPixel as 1 | 3,
    photometric: textOf(elements, 0x00280004) ?? (samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB'),
    allocated,
    stored,
    highBit,
    signed: short(0x103) === 1,
    planar: short(0x06) === 1,
    frames,
    storage: storage!,
    data: kind!,
  };
}

/** The least and the greatest value that the stored bits allow for. */
export function storedRange({ stored, signed }: PixelHeader): readonly [number, number] {
  return signed ? [-(2 ** (stored - 1)), 2 ** (stored - 1) - 1] : [0, 2 ** stored - 1];
}
