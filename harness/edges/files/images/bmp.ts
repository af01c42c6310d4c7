import { createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';

/**
 * The image of an uncompressed Windows bitmap of 1, 4 or 8 bits with a palette, or 24 or 32 bits, in [0, 1]; one
 * channel where the palette is grey.
 * @throws InputError when the file is damaged, cut short or compressed.
 */
export function decodeBmp(bytes: Uint8Array, where: string): Image {
  const refuse = (expected: string, got: string, remedy = 'copy or write the file again'): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  if (bytes.length < 54 || bytes[0] !== 0x42 || bytes[1] !== 0x4d)
    refuse('a BMP file', 'another or a shorter one');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, headerSize] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, signedHeight] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  if (![1, 4, 8, 24, 32].includes(bits) || compression !== 0) {
    refuse(
      'an uncompressed bitmap of 1, 4, 8, 24 or 32 bits',
      `${bits} bits, compression ${compression}`,
      'convert it',
    );
  }
  const height = Math.abs(signedHeight);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (!(width > 0 && height > 0) || start + stride * height > bytes.length) {
    refuse(`${width} x ${height} pixels`, `${bytes.length - start} bytes`);
  }
  const palette =
    bits <= 8 ? paletteOf(bytes, 14 + headerSize, view.getUint32(46, true) || 2 ** bits, start) : [];
  const grey = bits <= 8 && palette.every(([r, g, b]) => r === g && g === b);
  const image = createImage(grey ? 1 : 3, height, width);
  const plane = width * height;
  for (let y = 0; y < height; y++) {
    // Rows stand from the bottom up where the height is positive.
    const row = start + stride * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++) {
      const colour =
        bits <= 8 ? palette[indexAt(bytes, row, x, bits)] : colourAt(bytes, row + (x * bits) / 8);
      if (!colour)
        return refuse(`palette indices below ${palette.length}`, `another at row ${y}, column ${x}`);
      for (let c = 0; c < image.channels; c++) image.data[c * plane + y * width + x] = colour[c] / 255;
    }
  }
  return image;
}

type Colour = readonly [number, number, number];

function paletteOf(bytes: Uint8Array, at: number, count: number, end: number): readonly Colour[] {
  const held = Math.max(0, Math.min(count, Math.floor((end - at) / 4)));
  return Array.from({ length: held }, (_, i) => colourAt(bytes, at + 4 * i));
}

/** Blue stands first. */
function colourAt(bytes: Uint8Array, at: number): Colour {
  return [bytes[at + 2], bytes[at + 1], bytes[at]];
}

function indexAt(bytes: Uint8Array, row: number, x: number, bits: number): number {
  const bit = x * bits;
  return (bytes[row + (bit >> 3)] >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
}
