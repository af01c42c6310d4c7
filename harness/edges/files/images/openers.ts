import { existsSync } from 'node:fs';
import { createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';
import { decodeBmp } from './bmp.ts';
import { openDicom } from './dicom/decode-dicom.ts';
import type { DicomOrigin } from './dicom/origin.ts';
import type { FileImage } from './file-image.ts';
import type { Format } from './format.ts';
import { decodeMgh } from './mgh.ts';
import { decodeNifti } from './nifti.ts';
import { firstAxisOf, isPlane, readNpy } from './npy.ts';
import { arrayOfNpz } from './npz.ts';
import { decodeNrrd } from './nrrd.ts';
import { decodePicture, pagesOf } from './picture.ts';
import type { Place, Span } from './place.ts';
import { decodePng } from './png.ts';
import { readPngHeader } from './png-header.ts';
import type { Selection } from './selection.ts';
import { type Axis, sliceOf } from './volume.ts';
import { type OrientedVolume, planeOf, planes, slicesOf } from './world-plane.ts';

/** A file whose images can be taken one by one. */
export interface OpenedFile {
  /** Along what images are counted, and how many there are of them. */
  readonly key: string;
  readonly count: number;
  readonly chosen: Place | Span | undefined;
  /** What DICOM says of whose it is and where it lies. */
  readonly origin?: DicomOrigin;
  /**
   * @param index undefined where none is chosen
   * @throws InputError where there are several and none is chosen, saying how to choose.
   */
  at(index: number | undefined): FileImage | Promise<FileImage>;
}

/** How a format's files are opened, and what may be chosen in them. */
export interface Opener {
  readonly selects: readonly (keyof Selection)[];
  open(bytes: Uint8Array, path: string, selection: Selection): OpenedFile | Promise<OpenedFile>;
}

const volumes = ['slice', 'volume'] as const;
const picture: Opener = {
  selects: ['frame'],
  async open(bytes, path, selection) {
    const count = await pagesOf(bytes, path);
    const chosen = frameOf(selection, count);
    return { key: 'frame', count, chosen, at: (index) => decodePicture(bytes, path, index) };
  },
};

export const openers: Readonly<Record<Format, Opener>> = {
  PNG: {
    selects: [],
    open(bytes, path) {
      const { bits, interlaced } = readPngHeader(bytes, path);
      return single(() => {
        if (interlaced && bits < 8) return decodePicture(bytes, path);
        return { image: decodePng(bytes, path), peak: 1, bits };
      });
    },
  },
  JPEG: picture,
  TIFF: picture,
  WebP: picture,
  BMP: {
    selects: [],
    open: (bytes, path) => single(() => ({ image: decodeBmp(bytes, path), peak: 1, bits: 8 })),
  },
  NumPy: { selects: ['layout', 'slice'], open: ofArray },
  'a NumPy archive': {
    selects: ['name', 'layout', 'slice'],
    open: (bytes, path, selection) => ofArray(arrayOfNpz(bytes, path, selection.name), path, selection),
  },
  DICOM: {
    selects: ['frame'],
    open(bytes, path, selection) {
      const { frames, origin, at } = openDicom(bytes, path);
      return { key: 'frame', count: frames, chosen: frameOf(selection, frames), origin, at };
    },
  },
  NIfTI: {
    selects: volumes,
    async open(bytes, path, selection) {
      const pair = await pairOf(bytes, path);
      return ofVolume(await decodeNifti(pair.header, path, { ...selection, ...pair }), path, selection);
    },
  },
  MGH: {
    selects: volumes,
    open: (bytes, path, selection) => ofVolume(decodeMgh(bytes, path, selection.volume), path, selection),
  },
  NRRD: {
    selects: ['slice'],
    open: (bytes, path, selection) => ofVolume(decodeNrrd(bytes, path), path, selection, 'columns'),
  },
};

function single(read: () => FileImage | Promise<FileImage>): OpenedFile {
  return { key: 'frame', count: 1, chosen: undefined, at: read };
}

function frameOf({ frame, whereSeveral }: Selection, count: number): Place | Span | undefined {
  return whereSeveral && count === 1 ? undefined : frame;
}

function ofArray(
  bytes: Uint8Array,
  path: string,
  { layout, slice: asked, whereSeveral }: Selection,
): OpenedFile {
  const slice = whereSeveral && isPlane(bytes, path) ? undefined : asked;
  if (slice && slice.across !== 'first') {
    throw new InputError({
      where: path,
      expected: 'slice=N of an array, which does not know the body',
      got: slice.across,
      remedy: 'count along the first axis',
    });
  }
  const at = (index: number | undefined) =>
    readNpy(bytes, path, { ...(layout && { layout }), ...(index !== undefined && { slice: () => index }) });
  if (!slice) return { key: 'slice', count: 1, chosen: undefined, at: () => at(undefined) };
  return { key: 'slice', count: firstAxisOf(bytes, path), chosen: slice.at, at };
}

/**
 * The one slice of a plane, or those that are chosen.
 * @param first what the first stored axis of a plane counts: rows, as in nibabel's arrays, or columns, as ITK and teem
 * have it
 */
function ofVolume(
  volume: OrientedVolume,
  path: string,
  { slice: asked, whereSeveral }: Selection,
  first: 'rows' | 'columns' = 'rows',
): OpenedFile {
  const told = { peak: null, bits: null, volume: volume.data };
  const axis = volume.size.lastIndexOf(1) as Axis | -1;
  const slice = whereSeveral && axis >= 0 ? undefined : asked;
  if (slice && slice.across !== 'first') {
    const { across, at: chosen } = slice;
    assertDirections(volume, path);
    return {
      key: across,
      count: slicesOf(volume, across),
      chosen,
      at: (index = 0) => ({ image: planeOf(volume, across, index), ...told }),
    };
  }
  if (!slice && axis >= 0) {
    return single(() => {
      const plane = sliceOf(volume, axis as Axis, 0, path);
      return { image: first === 'rows' ? plane : transposed(plane), ...told };
    });
  }
  const last = planes.map((plane) => slicesOf(volume, plane) - 1).join(' or ');
  throw new InputError({
    where: path,
    expected: 'a single slice',
    got: `a volume of ${volume.size.join(' x ')} voxels`,
    remedy: `choose one as ${planes.map((plane) => `FILE#${plane}=N`).join(' or ')}, N a number from 0 to ${last}, or 50%; or several, where several are taken, as FILE#axial=40%..60%`,
  });
}

/** @throws InputError where the header does not say where a step along an axis of several voxels leads. */
function assertDirections({ size, directions }: OrientedVolume, where: string): void {
  const axis = directions.findIndex((step, own) => {
    const length = Math.hypot(...step);
    return size[own]! > 1 && !(length > 0 && length < Number.POSITIVE_INFINITY);
  });
  if (axis < 0) return;
  throw new InputError({
    where,
    expected: 'a header that says how the volume lies in the body',
    got: `a step along axis ${axis} of ${directions[axis]!.join(', ')} mm`,
    remedy: 'mend its directions (sform, qform or space directions)',
  });
}

function transposed({ height, width, data }: Image): Image {
  const image = createImage(1, width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data[x * height + y] = data[y * width + x]!;
  return image;
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
