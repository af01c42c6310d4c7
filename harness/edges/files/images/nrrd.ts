import { gunzipSync } from 'node:zlib';
import { InputError } from '../../../numeric/input-error.ts';
import type { Directions, OrientedVolume, Vector } from './world-plane.ts';

const MOST_UNPACKED = 2 ** 30;

type Read = (view: DataView, i: number, little: boolean) => number;

/** Size in bytes and reader of the format's types, by the first of each one's names. */
const types: Readonly<Record<string, { readonly size: number; readonly read: Read }>> = {
  int8: { size: 1, read: (view, i) => view.getInt8(i) },
  uint8: { size: 1, read: (view, i) => view.getUint8(i) },
  int16: { size: 2, read: (view, i, little) => view.getInt16(2 * i, little) },
  uint16: { size: 2, read: (view, i, little) => view.getUint16(2 * i, little) },
  int32: { size: 4, read: (view, i, little) => view.getInt32(4 * i, little) },
  uint32: { size: 4, read: (view, i, little) => view.getUint32(4 * i, little) },
  int64: { size: 8, read: (view, i, little) => Number(view.getBigInt64(8 * i, little)) },
  uint64: { size: 8, read: (view, i, little) => Number(view.getBigUint64(8 * i, little)) },
  float: { size: 4, read: (view, i, little) => view.getFloat32(4 * i, little) },
  double: { size: 8, read: (view, i, little) => view.getFloat64(8 * i, little) },
};
const otherNames: Readonly<Record<string, string>> = {
  'signed char': 'int8',
  int8_t: 'int8',
  uchar: 'uint8',
  'unsigned char': 'uint8',
  uint8_t: 'uint8',
  short: 'int16',
  'signed short': 'int16',
  int16_t: 'int16',
  ushort: 'uint16',
  'unsigned short': 'uint16',
  uint16_t: 'uint16',
  int: 'int32',
  'signed int': 'int32',
  int32_t: 'int32',
  uint: 'uint32',
  'unsigned int': 'uint32',
  uint32_t: 'uint32',
  longlong: 'int64',
  'long long': 'int64',
  'long long int': 'int64',
  'signed long long': 'int64',
  int64_t: 'int64',
  ulonglong: 'uint64',
  'unsigned long long': 'uint64',
  uint64_t: 'uint64',
};

/**
 * The volume of a NRRD file that holds its own data, raw or gzipped; a plane has one slice. The first stored axis
 * varies fastest.
 * @throws InputError when the file is damaged, cut short, refers to other files, or has other than 2 or 3 axes
 * of space.
 */
export function decodeNrrd(bytes: Uint8Array, where: string): OrientedVolume {
  const refuse = (expected: string, got: string, remedy = 'convert it first'): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 2 ** 16));
  const [blank] = /\r?\n\r?\n/.exec(text) ?? [];
  if (!/^NRRD000\d/.test(text) || blank === undefined)
    return refuse('a NRRD header', 'none, or one without an end');
  const end = text.indexOf(blank);
  const fields = new Map<string, string>();
  for (const line of text.slice(0, end).split(/\r?\n/)) {
    const [, key, value] = /^([^:#]+): (.*)$/.exec(line) ?? [];
    if (key !== undefined) fields.set(key.toLowerCase().trim(), value.trim());
  }
  const named = fields.get('type') ?? '';
  const type = types[otherNames[named] ?? named];
  if (!type) return refuse(`a type among ${Object.keys(types).join(', ')}`, `"${named}"`);
  const sizes = (fields.get('sizes') ?? '').split(/\s+/).map(Number);
  const whole = sizes.every((count) => Number.isInteger(count) && count > 0 && count < 2 ** 20);
  if (!whole || sizes.length < 2 || sizes.length > 3) return refuse('2 or 3 axes', sizes.join(' x '));
  const other = (fields.get('kinds') ?? '')
    .split(/\s+/)
    .find((kind) => !/^(domain|space|\?\?\?|none|)$/.test(kind));
  if (other !== undefined || /\bnone\b/.test(fields.get('space directions') ?? ''))
    return refuse(
      'axes of space alone',
      `one of kind ${other ?? 'none'}`,
      'take one channel out of it first',
    );
  if (fields.has('data file') || fields.has('datafile'))
    return refuse('its data in the file itself', 'another file');
  const encoding = fields.get('encoding') ?? '';
  const packed = bytes.subarray(end + blank.length);
  let data = packed;
  if (/^gz(ip)?$/.test(encoding)) {
    try {
      data = gunzipSync(packed, { maxOutputLength: MOST_UNPACKED });
    } catch (error) {
      return refuse(
        'undamaged data',
        `ones that do not unpack (${(error as Error).message})`,
        'copy the file again',
      );
    }
  } else if (encoding !== 'raw') return refuse('raw or gzipped data', `"${encoding}"`);
  const size = [sizes[0], sizes[1], sizes[2] ?? 1] as const;
  const length = size[0] * size[1] * size[2];
  if (data.length !== length * type.size) {
    return refuse(`${length * type.size} bytes of values`, `${data.length}`, 'copy the file again');
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    values[i] = type.read(view, i, fields.get('endian') !== 'big');
    if (!Number.isFinite(values[i]))
      return refuse('finite values', `${values[i]} at ${i}`, 'mend or mask it first');
    if (type.size === 8 && type !== types['double'] && !Number.isSafeInteger(values[i]))
      return refuse('integers of up to 53 bits', `${values[i]} at ${i}`, 'convert them to double first');
  }
  return { size, data: values, directions: directionsOf(fields) };
}

/** Directions are to the left and back in the space that most programs write, and without one taken so. */
function directionsOf(fields: ReadonlyMap<string, string>): Directions {
  const space = (fields.get('space') ?? 'left-posterior-superior').toLowerCase();
  const [x, y] = /^(ras|right-anterior)/.test(space)
    ? [1, 1]
    : /^(las|left-anterior)/.test(space)
      ? [-1, 1]
      : [-1, -1];
  const vectors = [...(fields.get('space directions') ?? '').matchAll(/\(([^)]*)\)/g)].map(([, inside]) =>
    inside.split(',').map(Number),
  );
  const of = (axis: number): Vector => {
    // Of planes they have two components.
    const [a, b, c = 0] = vectors[axis] ?? [0, 1, 2].map((body) => Number(body === axis));
    return [x * a, y * b, c];
  };
  return [of(0), of(1), of(2)];
}
