import { gunzipSync } from 'node:zlib';
import { InputError } from '../../../numeric/input-error.ts';
import { niftiDirections } from './nifti-directions.ts';
import type { OrientedVolume } from './world-plane.ts';

/** The header fields in use, which both versions of the format share. */
interface Header {
  readonly dims: number[];
  readonly datatypeCode: number;
  readonly littleEndian: boolean;
  readonly vox_offset: number;
  readonly scl_slope: number;
  readonly scl_inter: number;
}

type Reader = (view: DataView, i: number, littleEndian: boolean) => number;

/** Size in bytes and reader of the format's datatype codes of real numbers. */
const datatypes: Readonly<Record<number, { readonly size: number; readonly read: Reader }>> = {
  2: { size: 1, read: (view, i) => view.getUint8(i) },
  4: { size: 2, read: (view, i, little) => view.getInt16(2 * i, little) },
  8: { size: 4, read: (view, i, little) => view.getInt32(4 * i, little) },
  16: { size: 4, read: (view, i, little) => view.getFloat32(4 * i, little) },
  64: { size: 8, read: (view, i, little) => view.getFloat64(8 * i, little) },
  256: { size: 1, read: (view, i) => view.getInt8(i) },
  512: { size: 2, read: (view, i, little) => view.getUint16(2 * i, little) },
  768: { size: 4, read: (view, i, little) => view.getUint32(4 * i, little) },
  1024: { size: 8, read: (view, i, little) => Number(view.getBigInt64(8 * i, little)) },
  1280: { size: 8, read: (view, i, little) => Number(view.getBigUint64(8 * i, little)) },
};

/** What may be chosen of a file, and the voxels that lie in a second one. */
export interface NiftiParts {
  /** Which volume, counted from 0, where there are several. */
  readonly volume?: number;
  /** The bytes of the `.img` file of a pair. */
  readonly voxels?: Uint8Array;
}

/**
 * The volume of a NIfTI-1 or -2 file, gzipped or not, in the file's own units: values times `scl_slope` plus
 * `scl_inter`, where the slope is not 0. Axes are kept as stored.
 * @param where the file, for messages
 * @throws InputError when the file is damaged, cut short, not NIfTI, of several volumes where none is chosen, not of
 * real numbers, or holds NaN or an infinity.
 */
export async function decodeNifti(
  bytes: Uint8Array,
  where: string,
  { volume, voxels }: NiftiParts = {},
): Promise<OrientedVolume> {
  const plain = unpacked(bytes, where);
  const header = await readHeader(plain.buffer as ArrayBuffer, voxels !== undefined, where);
  const axes = header.dims[0];
  const size = [1, 2, 3].map((axis) => (axis <= axes ? header.dims[axis] : 1)) as [number, number, number];
  const need = (expected: string, got: unknown, holds: boolean) => {
    if (!holds)
      throw new InputError({ where, expected, got: `${got}`, remedy: 'take one volume out of it first' });
  };
  need('2 to 7 axes', axes, axes >= 2 && axes <= 7);
  const volumes = header.dims.slice(4, axes + 1).reduce((product, count) => product * count, 1);
  if (volume === undefined ? volumes !== 1 : !(volume < volumes)) {
    throw new InputError({
      where,
      expected: 'one volume',
      got: volume === undefined ? `${volumes} volumes` : `volume ${volume} of ${volumes}`,
      remedy:
        volumes > 1 ? `choose one as FILE#volume=0 to FILE#volume=${volumes - 1}` : 'leave the choice out',
    });
  }
  need(
    'axes of at least 1 voxel',
    size.join(' x '),
    size.every((n) => Number.isInteger(n) && n > 0),
  );
  const datatype = datatypes[header.datatypeCode];
  need('voxels of real numbers of up to 64 bits', `datatype ${header.datatypeCode}`, datatype !== undefined);

  const length = size[0] * size[1] * size[2];
  const source = voxels === undefined ? plain : unpacked(voxels, where);
  const skipped = (volume ?? 0) * length * datatype.size;
  const there = source.byteLength - header.vox_offset - skipped;
  if (!(header.vox_offset >= 0 && Number.isInteger(header.vox_offset) && there >= length * datatype.size)) {
    throw new InputError({
      where,
      expected: `${length * datatype.size} bytes of voxels`,
      got: `${Math.max(0, there)}`,
      remedy: 'copy the file again',
    });
  }
  const view = new DataView(source.buffer, header.vox_offset + skipped);
  const data = scaled(view, length, datatype.read, header, where);
  return { size, data, directions: niftiDirections(plain, header.littleEndian) };
}

function scaled(view: DataView, length: number, read: Reader, header: Header, where: string): Float64Array {
  // nibabel's reading: no scaling where the slope is 0 or not a number.
  const scaling = Number.isFinite(header.scl_slope) && header.scl_slope !== 0;
  const [slope, inter] = scaling ? [header.scl_slope, header.scl_inter] : [1, 0];
  const data = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    data[i] = read(view, i, header.littleEndian) * slope + inter;
    if (Number.isFinite(data[i])) continue;
    throw new InputError({
      where,
      expected: 'finite values',
      got: `${data[i]} at voxel ${i} in stored order`,
      remedy: 'mend or mask the volume first',
    });
  }
  return data;
}

/** Bytes that a gzipped volume may unpack to, 512 x 512 x 512 doubles. */
const MOST_UNPACKED = 2 ** 30;

function unpacked(bytes: Uint8Array, where: string): Uint8Array {
  // A copy keeps what else Node has in the same buffer out of reach.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new Uint8Array(bytes);
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }));
  } catch (error) {
    return damaged(where, (error as Error).message);
  }
}

async function readHeader(buffer: ArrayBuffer, paired: boolean, where: string): Promise<Header> {
  const nifti = await import('nifti-reader-js');
  try {
    return nifti.readHeader(buffer, paired);
  } catch (error) {
    return damaged(where, (error as Error).message);
  }
}

function damaged(where: string, why: string): never {
  throw new InputError({
    where,
    expected: 'an undamaged NIfTI file',
    got: `one that does not decode (${why})`,
    remedy: 'copy the file again',
  });
}
