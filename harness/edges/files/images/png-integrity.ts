import { inflateSync } from 'node:zlib';
import { InputError } from '../../../numeric/input-error.ts';
import type { PngHeader } from './png-header.ts';

/**
 * Stops on a PNG file whose compressed pixels are not exactly as many as its header promises, or fail their
 * checksum: decoders fill what is missing with zeros.
 * @throws InputError naming the file.
 */
export function assertPngIntegrity(bytes: Uint8Array, header: PngHeader, where: string): void {
  const expected = unpackedLength(header);
  let got: string;
  try {
    const length = inflateSync(pixelChunks(bytes), { maxOutputLength: expected + 1 }).length;
    if (length === expected) return;
    got = `${length} bytes of pixels`;
  } catch (error) {
    got = `one that does not decode (${(error as Error).message})`;
  }
  throw new InputError({
    where,
    expected: `an undamaged PNG file with ${expected} bytes of pixels`,
    got,
    remedy: 'copy or write the file again',
  });
}

/** The contents of the IDAT chunks. */
function pixelChunks(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw new Error('the file ends before its last chunk');
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (at + 12 + length > bytes.length) throw new Error('the file ends within a chunk');
    if (type === 0x49454e44) break;
    if (type === 0x49444154) parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}

/** Bytes of all rows, each with its filter's byte before it. */
function unpackedLength({ width, height, bitsPerPixel, interlaced }: PngHeader): number {
  const pass = (columns: number, rows: number) =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!interlaced) return pass(width, height);
  const steps = (size: number, first: number, step: number) => Math.max(0, Math.ceil((size - first) / step));
  return adam7.reduce((sum, [x, y, dx, dy]) => sum + pass(steps(width, x, dx), steps(height, y, dy)), 0);
}

/** First column and row, and the steps between them, of the seven passes (PNG specification, 8.2). */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
