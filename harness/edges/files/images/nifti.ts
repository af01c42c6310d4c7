import { gunzipSync } from 'node:zlib';
import { InputError } from '../../../numeric/input-error.ts';
import type { Volume } from './volume.ts';

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

/**
 * The volume of a NIfTI-1 or -2 file, gzipped or not, in the file's own units: values times `scl_slope` plus
 * `scl_inter`, where the slope is not 0. Axes are kept as stored.
 * @param where the file, for messages
 * @throws InputError when the file is damaged, cut short, not NIfTI, of more than three axes, not of real
 * numbers, or holds NaN or an infinity.
 */
export async function decodeNifti(bytes: Uint8Array, where: string): Promise<Volume> {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unzip(bytes, where) : new Uint8Array(bytes);
  const header = await readHeader(plain.buffer as ArrayBuffer, where);
  const axes = header.dims[0];
  const size = [1, 2, 3].map((axis) => (axis <= axes ? header.dims[axis] : 1)) as [number, number, number];
  const need = (expected: string, got: unknown, holds: boolean) => {
    if (!holds)
      throw new InputError({ where, expected, got: `${got}`, remedy: 'take one volume out of it first' });
  };
  need('2 or 3 axes', axes, axes >= 2 && axes <= 7 && header.dims.slice(4, axes + 1).every((n) => n === 1));
  need(
    'axes of at least 1 voxel',
    size.join(' x '),
    size.every((n) => Number.isInteger(n) && n > 0),
  );
  const datatype = datatypes[header.datatypeCode];
  need('voxels of real numbers of up to 64 bits', `datatype ${header.datatypeCode}`, datatype !== undefined);

  const length = size[0] * size[1] * size[2];
  const there = plain.byteLength - header.vox_offset;
  if (!(header.vox_offset >= 0 && Number.isInteger(header.vox_offset) && there >= length * datatype.size)) {
    throw new InputError({
      where,
      expected: `${length * datatype.size} bytes of voxels`,
      got: `${Math.max(0, there)}`,
      remedy: 'copy the file again',
    });
  }
  const view = new DataView(plain.buffer, header.vox_offset);
  return { size, data: scaled(view, length, datatype.read, header, where) };
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

function unzip(bytes: Uint8Array, where: string): Uint8Array {
  try {
    return new Uint8Array(gunzipSync(bytes));
  } catch (error) {
    return damaged(where, (error as Error).message);
  }
}

async function readHeader(buffer: ArrayBuffer, where: string): Promise<Header> {
  const nifti = await import('nifti-reader-js');
  try {
    return nifti.readHeader(buffer);
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
