import { createImage } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { FileImage } from './file-image.ts';

/** Pixels beyond which a picture is not decoded. */
const MOST_PIXELS = 2 ** 27;
const SECONDS = 20;

const reading = { failOn: 'warning', limitInputPixels: MOST_PIXELS, ignoreIcc: true } as const;

/** Largest value of the integer types of samples. */
const peaks = { uchar: 255, ushort: 65535 } as const;

/**
 * A JPEG, TIFF, WebP or interlaced PNG file by libvips: in [0, 1] where its samples are of 8 or 16 bits, floats as
 * they are. Colour profiles and orientation tags are not applied; an alpha channel is dropped where it is the same
 * everywhere.
 * @param frame the page of a TIFF of several, counted from 0
 * @throws InputError when the file is damaged or cut short, of another kind of samples, or of several pages and none
 * is chosen.
 */
export async function decodePicture(bytes: Uint8Array, where: string, frame?: number): Promise<FileImage> {
  const { default: sharp } = await import('sharp');
  const refuse = (expected: string, got: string, remedy = 'copy or write the file again'): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  const open = (page: number) => sharp(bytes, { ...reading, page });
  const damaged = (error: unknown) => refuse('an undamaged picture', why(error));
  const { pages = 1, depth, channels, space } = await open(0).metadata().catch(damaged);
  if (frame === undefined ? pages !== 1 : frame >= pages) {
    const remedy =
      pages > 1 ? `choose one as FILE#frame=0 to FILE#frame=${pages - 1}` : 'leave the choice out';
    refuse('one page', frame === undefined ? `${pages} pages` : `page ${frame} of ${pages}`, remedy);
  }
  if (depth !== 'uchar' && depth !== 'ushort' && depth !== 'float') {
    return refuse('samples of 8 or 16 bits, or floats', `${depth}`, 'convert it first');
  }
  if (space === 'cmyk') refuse('grey or red, green and blue', 'CMYK', 'convert it first');
  if (depth === 'float' && channels > 2)
    refuse('grey floats, or integers', 'floats in colour', 'convert it first');
  // Without it, samples would be brought to three times 8 bits.
  const space16 = channels < 3 ? 'grey16' : 'rgb16';
  const kept = depth === 'ushort' ? space16 : channels < 3 ? 'b-w' : undefined;
  const picture = kept === undefined ? open(frame ?? 0) : open(frame ?? 0).toColourspace(kept);
  const { data, info } = await picture
    .timeout({ seconds: SECONDS })
    .raw({ depth })
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);
  const buffer = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
  const samples =
    depth === 'uchar' ? data : depth === 'ushort' ? new Uint16Array(buffer) : new Float32Array(buffer);
  const peak = depth === 'float' ? 1 : peaks[depth];
  const colours = info.channels >= 3 ? 3 : 1;
  const image = createImage(colours, info.height, info.width);
  const plane = info.height * info.width;
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < colours; c++) {
      const value = samples[i * info.channels + c] / peak;
      if (!Number.isFinite(value))
        refuse('finite values', `${value} at pixel ${i}`, 'mend or mask the image');
      image.data[c * plane + i] = value;
    }
    if (info.channels > colours && samples[i * info.channels + colours] !== samples[colours]) {
      refuse('an alpha that is the same everywhere', 'one that varies', 'write the image without alpha');
    }
  }
  return {
    image,
    peak: depth === 'float' ? null : 1,
    bits: depth === 'float' ? null : depth === 'uchar' ? 8 : 16,
  };
}

/** The pages of a picture, 1 but for some TIFF files. @throws InputError when the file is damaged. */
export async function pagesOf(bytes: Uint8Array, where: string): Promise<number> {
  const { default: sharp } = await import('sharp');
  const { pages = 1 } = await sharp(bytes, reading)
    .metadata()
    .catch((error: unknown) => {
      const remedy = 'copy or write the file again';
      throw new InputError({ where, expected: 'an undamaged picture', got: why(error), remedy });
    });
  return pages;
}

function why(error: unknown): string {
  return `one that does not decode (${(error as Error).message.split('\n')[0]})`;
}
