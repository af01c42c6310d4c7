import { gunzipSync } from 'node:zlib';
import { InputError } from '../../../numeric/input-error.ts';
import type { Directions, OrientedVolume, Vector } from './world-plane.ts';

const HEADER = 284;
const MOST_UNPACKED = 2 ** 30;

type Read = (view: DataView, i: number) => number;

/** Size in bytes and reader of FreeSurfer's types, all big-endian. */
const types: Readonly<Record<number, { readonly size: number; readonly read: Read }>> = {
  0: { size: 1, read: (view, i) => view.getUint8(i) },
  1: { size: 4, read: (view, i) => view.getInt32(4 * i) },
  3: { size: 4, read: (view, i) => view.getFloat32(4 * i) },
  4: { size: 2, read: (view, i) => view.getInt16(2 * i) },
  10: { size: 2, read: (view, i) => view.getUint16(2 * i) },
};

/**
 * The volume of a FreeSurfer file (`.mgh`, `.mgz`), in its own units.
 * @param volume which one, counted from 0, where there are several
 * @throws InputError when the file is damaged or cut short, or holds several volumes and none is chosen.
 */
export function decodeMgh(bytes: Uint8Array, where: string, volume?: number): OrientedVolume {
  const refuse = (expected: string, got: string, remedy = 'copy the file again'): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  let plain = bytes;
  try {
    if (bytes[0] === 0x1f) plain = gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch (error) {
    return refuse('an undamaged MGH file', `one that does not decode (${(error as Error).message})`);
  }
  if (plain.length < HEADER) return refuse('a FreeSurfer header', `${plain.length} bytes`);
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  if (view.getInt32(0) !== 1) return refuse('version 1 of the MGH format', `${view.getInt32(0)}`);
  const size = [view.getInt32(4), view.getInt32(8), view.getInt32(12)] as const;
  const volumes = view.getInt32(16);
  const type = types[view.getInt32(20)];
  const length = size[0] * size[1] * size[2];
  if (!type || !size.every((count) => count > 0 && count < 2 ** 15)) {
    return refuse('voxels of numbers', `type ${view.getInt32(20)}, ${size.join(' x ')}`);
  }
  if (volume === undefined ? volumes !== 1 : !(volume < volumes)) {
    const got = volume === undefined ? `${volumes} volumes` : `volume ${volume} of ${volumes}`;
    return refuse('one volume', got, `choose one as FILE#volume=0 to FILE#volume=${volumes - 1}`);
  }
  const start = HEADER + (volume ?? 0) * length * type.size;
  if (plain.length < HEADER + volumes * length * type.size) {
    return refuse(`${volumes * length * type.size} bytes of voxels`, `${plain.length - HEADER}`);
  }
  const voxels = new DataView(plain.buffer, plain.byteOffset + start);
  const data = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    data[i] = type.read(voxels, i);
    if (!Number.isFinite(data[i]))
      return refuse('finite values', `${data[i]} at voxel ${i}`, 'mend the volume');
  }
  return { size, data, directions: directionsOf(view) };
}

/** Voxel sizes times direction cosines; without valid ones FreeSurfer takes coronal slices. */
function directionsOf(view: DataView): Directions {
  if (view.getInt16(28) !== 1)
    return [
      [-1, 0, 0],
      [0, 0, -1],
      [0, 1, 0],
    ];
  const axis = (i: number): Vector => {
    const cosine = (row: number) =>
      view.getFloat32(30 + 12 + (3 * i + row) * 4) * view.getFloat32(30 + 4 * i);
    return [cosine(0), cosine(1), cosine(2)];
  };
  return [axis(0), axis(1), axis(2)];
}
