import { type DecodedPng, decode, encode } from 'fast-png';
import { createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { type PngHeader, readPngHeader } from './png-header.ts';
import { assertPngIntegrity } from './png-integrity.ts';

/**
 * The image `[C, H, W]` of a PNG file, in [0, 1]: values over 255, or over 65535 at 16 bit, and over the
 * largest value at fewer bits. Grey gives one channel; colour and palettes give three, a palette of greys
 * one. An alpha channel is dropped where it is the same everywhere.
 * @param where the file, for messages
 * @throws InputError when the file is damaged, cut short or not a PNG, or when a pixel is transparent.
 */
export function decodePng(bytes: Uint8Array, where: string): Image {
  const header = readPngHeader(bytes, where);
  assertPngIntegrity(bytes, header, where);
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (error) {
    throw new InputError({
      where,
      expected: 'an undamaged PNG file',
      got: `one that does not decode (${(error as Error).message})`,
      remedy: 'copy or write the file again',
    });
  }
  return header.palette ? fromPalette(png, header, where) : fromSamples(png, header, where);
}

export interface PngEncoding {
  readonly bits: 8 | 16;
  /** To the nearest step, or to the one below, as the release saves its images. */
  readonly rounding: 'round' | 'truncate';
}

/**
 * A PNG file of a grey `[1, H, W]` or colour `[3, H, W]` image; values are clamped to [0, 1].
 * @throws InputError for other numbers of channels and for NaN.
 */
export function encodePng(image: Image, { bits, rounding }: PngEncoding): Uint8Array {
  const { channels, height, width, data } = image;
  if (channels !== 1 && channels !== 3) {
    throw new InputError({
      where: 'PNG',
      expected: 'an image of 1 or 3 channels',
      got: `${channels}`,
      remedy: 'write it as .npy',
    });
  }
  const peak = bits === 8 ? 255 : 65535;
  const half = rounding === 'round' ? 0.5 : 0;
  const plane = height * width;
  const samples = bits === 8 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < plane; i++) {
      const value = data[c * plane + i];
      if (Number.isNaN(value)) {
        throw new InputError({
          where: 'PNG',
          expected: 'numbers',
          got: `NaN at row ${Math.floor(i / width)}, column ${i % width}`,
          remedy: 'mend or mask the image before writing it',
        });
      }
      samples[i * channels + c] = Math.floor(Math.min(1, Math.max(0, value)) * peak + half);
    }
  }
  return encode({ width, height, data: samples, channels, depth: bits });
}

function fromSamples(png: DecodedPng, { bits, width, height }: PngHeader, where: string): Image {
  const peak = 2 ** bits - 1;
  const samples = bits < 8 ? unpack(png.data, width, height, bits) : png.data;
  const stored = png.channels;
  const channels = stored > 2 ? 3 : 1;
  if (stored !== channels) assertEvenAlpha(samples, stored, width, where);
  if (png.transparency) refuseTransparency(where, 'a colour marked as transparent');
  const image = createImage(channels, height, width);
  const plane = width * height;
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < plane; i++) image.data[c * plane + i] = samples[i * stored + c] / peak;
  }
  return image;
}

function fromPalette(png: DecodedPng, { bits, width, height }: PngHeader, where: string): Image {
  const colours = png.palette ?? [];
  const indices = unpack(png.data, width, height, bits);
  const grey = colours.every(([red, green, blue]) => red === green && green === blue);
  const image = createImage(grey ? 1 : 3, height, width);
  const plane = width * height;
  for (let i = 0; i < plane; i++) {
    const colour = colours[indices[i]];
    if (!colour) {
      throw new InputError({
        where,
        expected: `palette indices below ${colours.length}`,
        got: `${indices[i]} at row ${Math.floor(i / width)}, column ${i % width}`,
        remedy: 'write the file again',
      });
    }
    if ((colour[3] ?? 255) !== 255)
      refuseTransparency(where, `alpha ${colour[3]} in a palette colour in use`);
    for (let c = 0; c < image.channels; c++) image.data[c * plane + i] = colour[c] / 255;
  }
  return image;
}

/** Samples of fewer than 8 bits are packed, from the highest bit on, each row starting at a whole byte. */
function unpack(packed: ArrayLike<number>, width: number, height: number, bits: number): ArrayLike<number> {
  if (bits === 8) return packed;
  const samples = new Uint8Array(width * height);
  const bytesPerRow = Math.ceil((width * bits) / 8);
  const perByte = 8 / bits;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const byte = packed[y * bytesPerRow + Math.floor(x / perByte)];
      samples[i] = (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
    }
  }
  return samples;
}

/** Alpha says nothing where it is the same everywhere. */
function assertEvenAlpha(samples: ArrayLike<number>, stored: number, width: number, where: string): void {
  const first = samples[stored - 1];
  for (let i = stored - 1; i < samples.length; i += stored) {
    if (samples[i] === first) continue;
    const pixel = Math.floor(i / stored);
    refuseTransparency(
      where,
      `alpha ${first} at first and ${samples[i]} at row ${Math.floor(pixel / width)}, column ${pixel % width}`,
    );
  }
}

function refuseTransparency(where: string, got: string): never {
  throw new InputError({
    where,
    expected: 'an image without transparency',
    got,
    remedy: 'write the image without alpha',
  });
}
