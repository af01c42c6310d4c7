import { assertFinite, createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { float16 } from '../weights/float16.ts';

const signature = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** A type of numbers in a .npy file, and what it is divided by to reach [0, 1]. */
interface Dtype {
  readonly size: number;
  /** 1 where numbers are kept as they are. */
  readonly peak: number;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

/** Types of numbers by their NumPy names, without the order of bytes. */
export const dtypes: Readonly<Record<string, Dtype>> = {
  f2: { size: 2, peak: 1, read: (view, at, little) => float16(view.getUint16(at, little)) },
  f4: { size: 4, peak: 1, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, peak: 1, read: (view, at, little) => view.getFloat64(at, little) },
  b1: { size: 1, peak: 1, read: (view, at) => Number(view.getUint8(at) !== 0) },
  i1: { size: 1, peak: 1, read: (view, at) => view.getInt8(at) },
  i2: { size: 2, peak: 1, read: (view, at, little) => view.getInt16(at, little) },
  i4: { size: 4, peak: 1, read: (view, at, little) => view.getInt32(at, little) },
  i8: { size: 8, peak: 1, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { size: 1, peak: 255, read: (view, at) => view.getUint8(at) },
  u2: { size: 2, peak: 65535, read: (view, at, little) => view.getUint16(at, little) },
  u4: { size: 4, peak: 1, read: (view, at, little) => view.getUint32(at, little) },
  u8: { size: 8, peak: 1, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
};

/** What an array of three axes is: an image with colours, or channels, or slices of which one is meant. */
export interface NpySelection {
  readonly layout?: 'hwc' | 'chw';
  /** A slice across the first axis, given their number. */
  readonly slice?: (count: number) => number;
  /** The rows and columns that the image must have, which tell where its channels are. */
  readonly like?: { readonly height: number; readonly width: number };
}

/**
 * The image of a NumPy file of shape `[H, W]`, or of three axes where it is said what they are: colours last
 * (`[H, W, 3]`, or 4 with an alpha that is the same everywhere), channels first, or slices. Axes of length 1 at either
 * end do not count. Floats and most integers are kept as they are; 8- and 16-bit unsigned integers are divided by
 * their largest value.
 * @param where the file, for messages
 * @throws InputError when the file is damaged or cut short, has another shape or type, or holds NaN or an infinity.
 */
export function decodeNpy(bytes: Uint8Array, where: string, selection: NpySelection = {}): Image {
  return readNpy(bytes, where, selection).image;
}

/** As {@link decodeNpy}, with the largest value of the type where it is divided by it. */
export function readNpy(
  bytes: Uint8Array,
  where: string,
  selection: NpySelection,
): { image: Image; peak: 1 | null; bits: 8 | 16 | null } {
  const { header, offset } = readHeader(bytes, where);
  const { descr, shape, fortran } = parseHeader(header, where);
  const dtype = dtypes[descr.slice(1)];
  if (!dtype)
    refuse(where, `one of ${Object.keys(dtypes).join(', ')}`, `"${descr}"`, 'convert it with .astype');
  const length = shape.reduce((product, count) => product * count, 1);
  if (bytes.length - offset !== length * dtype.size) {
    const got = `${bytes.length - offset}`;
    refuse(where, `${length * dtype.size} bytes of values`, got, 'copy or write the file again');
  }
  if (length === 0) refuse(where, 'at least one value', `the shape [${shape.join(', ')}]`, 'save it again');
  const { size, strides, start, colours } = viewed(shape, fortran, selection, where);
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length * dtype.size);
  const little = descr[0] !== '>';
  const at = (c: number, y: number, x: number) =>
    dtype.read(view, (start + c * strides[0] + y * strides[1] + x * strides[2]) * dtype.size, little) /
    dtype.peak;
  // The fourth colour is alpha, which says nothing where it is the same everywhere.
  const alpha = colours && size[0] === 4;
  const image = createImage(alpha ? 3 : size[0], size[1], size[2]);
  for (let c = 0, i = 0; c < size[0]; c++) {
    for (let y = 0; y < size[1]; y++) {
      for (let x = 0; x < size[2]; x++) {
        if (c < image.channels) image.data[i++] = at(c, y, x);
        else if (at(3, y, x) !== at(3, 0, 0)) {
          refuse(
            where,
            'an alpha that is the same everywhere',
            'one that varies',
            'write the image without it',
          );
        }
      }
    }
  }
  assertFinite(where, image);
  if (descr.endsWith('8') && descr[1] !== 'f' && !image.data.every(Number.isSafeInteger)) {
    refuse(where, 'integers of up to 53 bits', 'larger ones', 'convert it with .astype');
  }
  const bits = dtype.peak === 255 ? 8 : dtype.peak === 65535 ? 16 : null;
  return { image, peak: bits === null ? null : 1, bits };
}

/** The length of the first axis of an array. @throws InputError when the file is damaged. */
export function firstAxisOf(bytes: Uint8Array, where: string): number {
  return parseHeader(readHeader(bytes, where).header, where).shape[0] ?? 1;
}

/** Whether an array has no more than two axes that are longer than 1. */
export function isPlane(bytes: Uint8Array, where: string): boolean {
  return parseHeader(readHeader(bytes, where).header, where).shape.filter((count) => count !== 1).length <= 2;
}

interface Viewed {
  /** Channels, rows, columns. */
  readonly size: readonly [number, number, number];
  readonly strides: readonly [number, number, number];
  readonly start: number;
  /** The channels are colours, the last axis. */
  readonly colours: boolean;
}

/** Where the image lies among the values. */
function viewed(
  shape: readonly number[],
  fortran: boolean,
  { layout: named, slice, like }: NpySelection,
  where: string,
): Viewed {
  const strideOf = (axis: number) =>
    (fortran ? shape.slice(0, axis) : shape.slice(axis + 1)).reduce((product, count) => product * count, 1);
  const has = (rows: number) => shape[rows] === like?.height && shape[rows + 1] === like?.width;
  const layout =
    named ?? (shape.length === 3 && like ? (has(0) ? 'hwc' : has(1) ? 'chw' : undefined) : undefined);
  let axes = shape.map((count, axis) => ({ count, stride: strideOf(axis) }));
  const told = layout !== undefined || slice !== undefined;
  while (axes.length > 2 && !told && axes[0].count === 1) axes = axes.slice(1);
  while (axes.length > 2 && !told && axes.at(-1)!.count === 1) axes = axes.slice(0, -1);
  const whole = `[${shape.join(', ')}]`;
  const as = (order: readonly { count: number; stride: number }[], start = 0): Viewed => {
    const [c, y, x] = order;
    return {
      size: [c.count, y.count, x.count],
      strides: [c.stride, y.stride, x.stride],
      start,
      colours: layout === 'hwc',
    };
  };
  const [first, second, third] = axes;
  if (axes.length === 2 && !slice) return as([{ count: 1, stride: 0 }, first, second]);
  if (axes.length === 3) {
    if (slice) return as([{ count: 1, stride: 0 }, second, third], slice(first.count) * first.stride);
    if (layout === 'chw') return as([first, second, third]);
    if (layout === 'hwc' && (third.count === 3 || third.count === 4)) return as([third, first, second]);
    if (layout === 'hwc')
      refuse(where, 'a last axis of 3 or 4 colours', whole, 'name the layout that it has');
    const colours = third.count === 3 || third.count === 4 ? 'FILE#layout=hwc (colours last), ' : '';
    const remedy = `say what the axes are: ${colours}FILE#layout=chw (channels first), or FILE#slice=0 to FILE#slice=${first.count - 1} for one of ${first.count} slices`;
    refuse(where, 'the shape [H, W]', `${whole}, which may be a volume`, remedy);
  }
  if (slice)
    return refuse(where, 'the shape [S, H, W], of which one slice is taken', whole, 'save a stack of planes');
  return refuse(where, 'the shape [H, W], or one of three axes', whole, 'take out one image');
}

/**
 * A NumPy file of the image: `[H, W]` where it has one channel, `[H, W, 3]` where it is in colour, else `[C, H, W]`;
 * values are not clamped.
 */
export function encodeNpy(image: Image, { dtype }: { readonly dtype: 'float32' | 'float64' }): Uint8Array {
  const { channels, height, width, data } = image;
  const colour = channels === 3;
  const shape = channels === 1 ? [height, width] : colour ? [height, width, 3] : [channels, height, width];
  const size = dtype === 'float32' ? 4 : 8;
  const dictionary = `{'descr': '<f${size}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  // Values begin at a multiple of 64 bytes, for readers that map the file into memory.
  const header = `${dictionary.padEnd(Math.ceil((dictionary.length + 11) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + header.length + data.length * size);
  bytes.set([...signature, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  const start = 10 + header.length;
  const plane = height * width;
  for (let i = 0; i < data.length; i++) {
    const value = colour ? data[(i % 3) * plane + Math.floor(i / 3)] : data[i];
    if (size === 4) view.setFloat32(start + i * 4, value, true);
    else view.setFloat64(start + i * 8, value, true);
  }
  return bytes;
}

export function readHeader(bytes: Uint8Array, where: string): { header: string; offset: number } {
  if (!signature.every((byte, i) => i >= bytes.length || bytes[i] === byte)) {
    refuse(where, 'a NumPy file', 'one that begins otherwise', 'name a .npy file');
  }
  const wide = bytes[6] >= 2;
  const start = wide ? 12 : 10;
  if (bytes.length >= start) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const offset = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
    if (bytes.length >= offset) {
      return { header: new TextDecoder('latin1').decode(bytes.subarray(start, offset)), offset };
    }
  }
  return refuse(
    where,
    'a whole NumPy file',
    'one that ends within its header',
    'copy or write the file again',
  );
}

export function parseHeader(
  header: string,
  where: string,
): { descr: string; shape: number[]; fortran: boolean } {
  const descr = /'descr':\s*'([<>|=][a-zA-Z]\d+)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) {
    return refuse(where, 'an array of plain numbers', header.trim().slice(0, 80), 'save one numeric array');
  }
  return {
    descr,
    fortran: order === 'True',
    shape: shape
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(Number),
  };
}

function refuse(where: string, expected: string, got: string, remedy: string): never {
  throw new InputError({ where, expected, got, remedy });
}
