import { createImage } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { FileImage } from './file-image.ts';

/** Pixels beyond which a picture is not decoded. */
const MOST_PIXELS = 2 ** 27;
const SECONDS = 20;
const SAMPLES = 'samples of 8, 16 or 32 bits without a sign, or floats of 32';

const reading = { failOn: 'warning', limitInputPixels: MOST_PIXELS, ignoreIcc: true } as const;

/** Samples that are read, and the largest value of those that are brought to [0, 1]. */
const kinds = {
  uchar: { of: Uint8Array, peak: 255, bits: 8 },
  ushort: { of: Uint16Array, peak: 65535, bits: 16 },
  char: { of: Int8Array, peak: null, bits: null },
  int: { of: Int32Array, peak: null, bits: null },
  uint: { of: Uint32Array, peak: null, bits: null },
  float: { of: Float32Array, peak: null, bits: null },
} as const;

function kindOf(
  depth: string | undefined,
  bitsPerSample: number | undefined,
): keyof typeof kinds | undefined {
  // Shorts with a sign and floats of 16 bits come out clipped.
  if (depth === 'float' && bitsPerSample === 16) return undefined;
  return Object.keys(kinds).find((kind) => kind === depth) as keyof typeof kinds | undefined;
}

/**
 * A JPEG, TIFF, WebP or interlaced PNG file by libvips: in [0, 1] where its samples are of 8 or 16 bits without a sign,
 * other integers and floats as they are. Colour profiles and orientation tags are not applied; an alpha channel is dropped where it is the same
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
  const damaged = (error: unknown) => {
    throw undecoded(error, where);
  };
  // Of no bytes the library complains at once, and not by its promise.
  const metadata = async () => open(0).metadata();
  const { pages = 1, channels, space, ...sampled } = await metadata().catch(damaged);
  if (frame === undefined ? pages !== 1 : frame >= pages) {
    const remedy =
      pages > 1 ? `choose one as FILE#frame=0 to FILE#frame=${pages - 1}` : 'leave the choice out';
    refuse('one page', frame === undefined ? `${pages} pages` : `page ${frame} of ${pages}`, remedy);
  }
  const depth = kindOf(sampled.depth, sampled.bitsPerSample);
  if (depth === undefined) {
    const got = `${sampled.depth} of ${sampled.bitsPerSample} bits`;
    return refuse(SAMPLES, got, 'convert it first');
  }
  if (space === 'cmyk') refuse('grey or red, green and blue', 'CMYK', 'convert it first');
  const { of: Samples, peak, bits } = kinds[depth];
  if (peak === null && channels > 2)
    refuse('colours of 8 or 16 bits', `${depth} in colour`, 'convert it first');
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
  const samples = new Samples(buffer);
  const colours = info.channels >= 3 ? 3 : 1;
  const image = createImage(colours, info.height, info.width);
  const plane = info.height * info.width;
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < colours; c++) {
      const value = samples[i * info.channels + c] / (peak ?? 1);
      if (!Number.isFinite(value))
        refuse('finite values', `${value} at pixel ${i}`, 'mend or mask the image');
      image.data[c * plane + i] = value;
    }
    if (info.channels > colours && samples[i * info.channels + colours] !== samples[colours]) {
      refuse('an alpha that is the same everywhere', 'one that varies', 'write the image without alpha');
    }
  }
  return { image, peak: peak && 1, bits };
}

/** The pages of a picture, 1 but for some TIFF files. @throws InputError when the file is damaged. */
export async function pagesOf(bytes: Uint8Array, where: string): Promise<number> {
  const { default: sharp } = await import('sharp');
  const metadata = async () => sharp(bytes, reading).metadata();
  const { pages = 1 } = await metadata().catch((error: unknown) => {
    throw undecoded(error, where);
  });
  return pages;
}

/** What the library does not decode is damaged, but for TIFF files of wider numbers than it knows, as of doubles. */
function undecoded(error: unknown, where: string): InputError {
  const [message] = (error as Error).message.split('\n');
  if (/samples out of range/.test(message!)) {
    const got = 'wider ones, as doubles are, or more than 10,000 a pixel';
    const remedy =
      'write it again as floats of 32 bits, as tifffile.imwrite(FILE, image.astype("float32")), or as .npy';
    return new InputError({ where, expected: SAMPLES, got, remedy });
  }
  const remedy = 'copy or write the file again';
  return new InputError({
    where,
    expected: 'an undamaged picture',
    got: `one that does not decode (${message})`,
    remedy,
  });
}
