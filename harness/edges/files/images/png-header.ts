import { InputError } from '../../../numeric/input-error.ts';

/** What a PNG file says about itself before its pixels. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits per sample, or per palette index: 1, 2, 4, 8 or 16. */
  readonly bits: number;
  readonly palette: boolean;
  readonly bitsPerPixel: number;
  readonly interlaced: boolean;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bits per sample that each colour type may have (PNG specification, 11.2.2). */
const allowedBits: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** Samples per pixel of each colour type: grey, colour, palette, grey and colour with alpha. */
const samplesPerPixel: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Beyond any medical image; a damaged header would ask for more memory than there is. */
const MOST_PIXELS = 2 ** 28;

/** @throws InputError when the file does not begin as a PNG file, or promises more than a file can hold. */
export function readPngHeader(bytes: Uint8Array, where: string): PngHeader {
  if (!signature.every((byte, i) => bytes[i] === byte)) {
    throw new InputError({
      where,
      expected: 'a PNG file',
      got: bytes.length === 0 ? 'an empty file' : 'one that begins otherwise',
      remedy: 'name a PNG file, or give the file the extension of its format',
    });
  }
  if (bytes.length < 33) refuse(where, 'one that ends within its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bits: bytes[24],
    palette: bytes[25] === 3,
    bitsPerPixel: bytes[24] * (samplesPerPixel[bytes[25]] ?? 0),
    interlaced: bytes[28] !== 0,
  };
  const size = `${header.width} x ${header.height}`;
  if (view.getUint32(12) !== 0x49484452) refuse(where, 'one without a header');
  if (!allowedBits[bytes[25]]?.includes(header.bits)) {
    refuse(where, `one with colour type ${bytes[25]} at ${header.bits} bits`);
  }
  if (header.width * header.height === 0 || header.width * header.height > MOST_PIXELS) {
    refuse(where, `one of ${size} pixels`);
  }
  return header;
}

function refuse(where: string, got: string, remedy = 'copy or write the file again'): never {
  throw new InputError({ where, expected: 'a readable PNG file', got, remedy });
}
