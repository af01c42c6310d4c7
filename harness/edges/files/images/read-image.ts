import { existsSync } from 'node:fs';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';
import { decodeBmp } from './bmp.ts';
import { decodeDicom } from './dicom/decode-dicom.ts';
import type { FileImage } from './file-image.ts';
import { type Format, formatOf } from './format.ts';
import { decodeMgh } from './mgh.ts';
import { decodeNifti } from './nifti.ts';
import { readNpy } from './npy.ts';
import { arrayOfNpz } from './npz.ts';
import { decodeNrrd } from './nrrd.ts';
import { decodePicture } from './picture.ts';
import { decodePng } from './png.ts';
import { readPngHeader } from './png-header.ts';
import { assertSelects, placeOf, type Selection, splitSelection } from './selection.ts';
import { sliceOf } from './volume.ts';
import { type OrientedVolume, planeOf, planes, slicesOf } from './world-plane.ts';

/**
 * The image in a file, by the extension of its name or, where that says nothing, by its content: pictures (PNG,
 * JPEG, TIFF, WebP, BMP) in [0, 1]; NumPy, DICOM, NIfTI, MGH and NRRD in the file's own units. What is one of several
 * images is chosen after a `#`: `scan.dcm#frame=3`, `t1.nii.gz#axial=50%`, `a.npy#layout=hwc`.
 * @throws InputError when the file is missing, damaged, of another format, or holds several images and none is chosen.
 */
export async function readImage(named: string): Promise<Image> {
  return (await readImageFile(named)).image;
}

/**
 * An image as {@link readImage} gives it, with the bits per sample of a picture; null for the other formats, which
 * hold numbers in their own units.
 * @throws InputError as readImage does.
 */
export async function readWithBits(named: string): Promise<{ image: Image; bits: number | null }> {
  return readImageFile(named);
}

/**
 * An image as {@link readImage} gives it, with what the file says about its values.
 * @throws InputError as readImage does.
 */
export async function readImageFile(named: string): Promise<FileImage> {
  const { path, selection } = splitSelection(named);
  const bytes = await readBytes(path);
  const format = formatOf(path, bytes);
  const { selects, decode } = readers[format];
  assertSelects(selection, selects, format, named);
  return decode(bytes, path, selection);
}

interface Reader {
  readonly selects: readonly (keyof Selection)[];
  decode(bytes: Uint8Array, path: string, selection: Selection): FileImage | Promise<FileImage>;
}

const volumes = ['slice', 'volume'] as const;
const picture: Reader = {
  selects: ['frame'],
  decode: (bytes, path, { frame }) => decodePicture(bytes, path, frame),
};

const readers: Readonly<Record<Format, Reader>> = {
  PNG: {
    selects: [],
    decode(bytes, path) {
      const { bits, interlaced } = readPngHeader(bytes, path);
      if (interlaced && bits < 8) return decodePicture(bytes, path);
      return { image: decodePng(bytes, path), peak: 1, bits };
    },
  },
  JPEG: picture,
  TIFF: picture,
  WebP: picture,
  BMP: { selects: [], decode: (bytes, path) => ({ image: decodeBmp(bytes, path), peak: 1, bits: 8 }) },
  NumPy: { selects: ['layout', 'slice'], decode: ofArray },
  'a NumPy archive': {
    selects: ['name', 'layout', 'slice'],
    decode: (bytes, path, selection) => ofArray(arrayOfNpz(bytes, path, selection.name), path, selection),
  },
  DICOM: { selects: ['frame'], decode: (bytes, path, { frame }) => decodeDicom(bytes, path, frame) },
  NIfTI: {
    selects: volumes,
    async decode(bytes, path, selection) {
      const pair = await pairOf(bytes, path);
      return ofVolume(await decodeNifti(pair.header, path, { ...selection, ...pair }), path, selection);
    },
  },
  MGH: {
    selects: volumes,
    decode: (bytes, path, selection) => ofVolume(decodeMgh(bytes, path, selection.volume), path, selection),
  },
  NRRD: {
    selects: ['slice'],
    decode: (bytes, path, selection) => ofVolume(decodeNrrd(bytes, path), path, selection),
  },
};

function ofArray(bytes: Uint8Array, path: string, { layout, slice }: Selection): FileImage {
  if (slice && slice.across !== 'first') {
    throw new InputError({
      where: path,
      expected: 'slice=N of an array, which does not know the body',
      got: slice.across,
      remedy: 'count along the first axis',
    });
  }
  const chosen = slice && ((count: number) => placeOf(slice.at, count, path));
  return readNpy(bytes, path, { ...(layout && { layout }), ...(chosen && { slice: chosen }) });
}

/** The one slice of a plane, or the slice that is chosen. */
function ofVolume(volume: OrientedVolume, path: string, { slice }: Selection): FileImage {
  const own = { peak: null, bits: null };
  if (slice && slice.across !== 'first') {
    const index = placeOf(slice.at, slicesOf(volume, slice.across), path);
    return { image: planeOf(volume, slice.across, index), ...own };
  }
  const single = volume.size.lastIndexOf(1) as 0 | 1 | 2 | -1;
  if (!slice && single >= 0) return { image: sliceOf(volume, single as 0 | 1 | 2, 0, path), ...own };
  throw new InputError({
    where: path,
    expected: 'a single slice',
    got: `a volume of ${volume.size.join(' x ')} voxels`,
    remedy: `choose one as ${planes.map((plane) => `FILE#${plane}=N`).join(' or ')}, N a number from 0 to ${planes.map((plane) => slicesOf(volume, plane) - 1).join(' or ')}, or 50%`,
  });
}

/** The header and, where they lie in a file of their own, the voxels of a pair. */
async function pairOf(bytes: Uint8Array, path: string): Promise<{ header: Uint8Array; voxels?: Uint8Array }> {
  const [, stem, end, zipped = ''] = /^(.*)\.(hdr|img)(\.gz)?$/i.exec(path) ?? [];
  if (stem === undefined) return { header: bytes };
  const other = (name: string) =>
    [`${stem}.${name}${zipped}`, `${stem}.${name}`].find((file) => existsSync(file));
  const partner = other(end.toLowerCase() === 'hdr' ? 'img' : 'hdr');
  if (partner === undefined) {
    throw new InputError({
      where: path,
      expected: 'its partner, .hdr or .img,',
      got: 'none',
      remedy: 'put both there',
    });
  }
  const there = await readBytes(partner);
  return end.toLowerCase() === 'hdr' ? { header: bytes, voxels: there } : { header: there, voxels: bytes };
}
