import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';
import { decodeDicom } from './dicom/decode-dicom.ts';
import { decodeNifti } from './nifti.ts';
import { decodeNpy } from './npy.ts';
import { decodePng } from './png.ts';
import { readPngHeader } from './png-header.ts';
import { type Axis, sliceOf } from './volume.ts';

/**
 * The image in a file, by its extension: `.png` in [0, 1]; `.npy`, `.dcm` (or `.dicom`) and `.nii` (or
 * `.nii.gz`) in the file's own units.
 * @throws InputError when the file is missing, damaged, of another format, or a volume of several slices.
 */
export async function readImage(path: string): Promise<Image> {
  const decode = decoders.find(({ extension }) => extension.test(path))?.decode;
  if (!decode) {
    throw new InputError({
      where: path,
      expected: 'an image file (.png, .npy, .dcm, .nii, .nii.gz)',
      got: 'another extension',
      remedy: 'convert it to one of these',
    });
  }
  return decode(await readBytes(path), path);
}

/**
 * An image as {@link readImage} gives it, with the bits per sample of a PNG; null for the other formats, which
 * hold numbers in their own units.
 * @throws InputError as readImage does.
 */
export async function readWithBits(path: string): Promise<{ image: Image; bits: number | null }> {
  if (!/\.png$/i.test(path)) return { image: await readImage(path), bits: null };
  const bytes = await readBytes(path);
  return { image: decodePng(bytes, path), bits: readPngHeader(bytes, path).bits };
}

/** The image in bytes already read, by the extension of their file's name. */
type Decode = (bytes: Uint8Array, where: string) => Image | Promise<Image>;

const decoders: readonly { readonly extension: RegExp; readonly decode: Decode }[] = [
  { extension: /\.png$/i, decode: decodePng },
  { extension: /\.npy$/i, decode: decodeNpy },
  { extension: /\.(dcm|dicom)$/i, decode: async (bytes, where) => (await decodeDicom(bytes, where)).image },
  { extension: /\.nii(\.gz)?$/i, decode: onlySlice },
];

async function onlySlice(bytes: Uint8Array, where: string): Promise<Image> {
  const volume = await decodeNifti(bytes, where);
  const axis = volume.size.lastIndexOf(1);
  if (axis < 0) {
    throw new InputError({
      where,
      expected: 'a single slice',
      got: `a volume of ${volume.size.join(' x ')} voxels`,
      remedy: 'declare a dataset of kind "nifti", which names the axis and the slices',
    });
  }
  return sliceOf(volume, axis as Axis, 0, where);
}
