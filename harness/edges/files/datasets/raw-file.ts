import { type Image, toGrey } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { FileImage } from '../images/file-image.ts';
import { type Format, formatOf } from '../images/format.ts';
import { decodeMgh } from '../images/mgh.ts';
import { decodeNifti } from '../images/nifti.ts';
import { firstAxisOf, readNpy } from '../images/npy.ts';
import { decodeNrrd } from '../images/nrrd.ts';
import { openers } from '../images/openers.ts';
import { type Axis, sliceOf } from '../images/volume.ts';
import type { Directions, OrientedVolume } from '../images/world-plane.ts';

/** A file of a published data set: a volume across one axis, or one image. */
export interface RawFile {
  readonly count: number;
  slice(index: number): Image;
  /** All its values, in parts. */
  values(): readonly Float64Array[];
  /** How a volume lies in the body. */
  readonly directions?: Directions;
  /** What a file that is one image says of its values. */
  readonly file?: FileImage;
}

/** The formats of volumes that can be sliced across any axis, of several volumes one. */
const volumes: Partial<
  Record<
    Format,
    (bytes: Uint8Array, path: string, volume?: number) => OrientedVolume | Promise<OrientedVolume>
  >
> = {
  NIfTI: (bytes, path, volume) => decodeNifti(bytes, path, volume === undefined ? {} : { volume }),
  MGH: decodeMgh,
  // One file, one volume.
  NRRD: decodeNrrd,
};

/**
 * Opens a NIfTI, MGH or NRRD volume across any axis, a NumPy array `[S, H, W]` across its first, or, without an axis, an image.
 * @param which of several volumes, counted from 0
 * @throws InputError when the file is damaged, or has no such axis.
 */
export async function openRawFile(
  bytes: Uint8Array,
  path: string,
  axis: Axis | undefined,
  which?: number,
): Promise<RawFile> {
  const format = formatOf(path, bytes);
  if (axis === undefined) {
    const file = await (await openers[format].open(bytes, path, {})).at(undefined);
    const image = toGrey(file.image);
    return { count: 1, slice: () => image, values: () => [image.data], file: { ...file, image } };
  }
  const decode = volumes[format];
  if (decode) {
    const volume = await decode(bytes, path, which);
    const slice = (index: number) => sliceOf(volume, axis, index, path);
    const { size, directions, data } = volume;
    return { count: size[axis], slice, directions, values: () => [data] };
  }
  if (format === 'NumPy' && axis === 0) {
    const count = firstAxisOf(bytes, path);
    const slice = (index: number) => readNpy(bytes, path, { slice: () => index }).image;
    return { count, slice, values: () => Array.from({ length: count }, (_, index) => slice(index).data) };
  }
  throw new InputError({
    where: path,
    expected: 'a NIfTI, MGH or NRRD volume, or a NumPy array across axis 0',
    got: `${format} across axis ${axis}`,
    remedy: 'correct the axis, or leave it out where a file is one image',
  });
}
