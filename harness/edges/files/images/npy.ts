import { assertFinite, createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { float16 } from '../weights/float16.ts';

const signature = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** A type of numbers in a .npy file, and what it is divided by to reach [0, 1]. */
interface Dtype {
  readonly size: number;
  readonly peak: number;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

const dtypes: Readonly<Record<string, Dtype>> = {
  f2: { size: 2, peak: 1, read: (view, at, little) => float16(view.getUint16(at, little)) },
  f4: { size: 4, peak: 1, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, peak: 1, read: (view, at, little) => view.getFloat64(at, little) },
  u1: { size: 1, peak: 255, read: (view, at) => view.getUint8(at) },
  u2: { size: 2, peak: 65535, read: (view, at, little) => view.getUint16(at, little) },
};

/**
 * The image of a NumPy file of shape `[H, W]` or `[C, H, W]` in C order. Floats are kept as they are; 8- and
 * 16-bit unsigned integers are divided by their largest value.
 * @param where the file, for messages
 * @throws InputError when the file is damaged or cut short, has another shape, order or type, or holds NaN or
 * an infinity.
 */
export function decodeNpy(bytes: Uint8Array, where: string): Image {
  const { header, offset } = readHeader(bytes, where);
  const { descr, shape } = parseHeader(header, where);
  const dtype = dtypes[descr.slice(1)];
  if (!dtype)
    refuse(where, `one of ${Object.keys(dtypes).join(', ')}`, `"${descr}"`, 'convert it with .astype');
  if (shape.length !== 2 && shape.length !== 3) {
    refuse(where, 'the shape [H, W] or [C, H, W]', `[${shape.join(', ')}]`, 'take out one image');
  }
  const [channels, height, width] = shape.length === 2 ? [1, ...shape] : shape;
  const length = channels * height * width;
  if (bytes.length - offset !== length * dtype.size) {
    refuse(
      where,
      `${length * dtype.size} bytes of values`,
      `${bytes.length - offset}`,
      'copy or write the file again',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length * dtype.size);
  const little = descr[0] !== '>';
  const image = createImage(channels, height, width);
  for (let i = 0; i < length; i++) image.data[i] = dtype.read(view, i * dtype.size, little) / dtype.peak;
  assertFinite(where, image);
  return image;
}

/** A NumPy file of the image, `[H, W]` where it has one channel, else `[C, H, W]`; values are not clamped. */
export function encodeNpy(image: Image, { dtype }: { readonly dtype: 'float32' | 'float64' }): Uint8Array {
  const { channels, height, width, data } = image;
  const shape = channels === 1 ? [height, width] : [channels, height, width];
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
  for (let i = 0; i < data.length; i++) {
    if (size === 4) view.setFloat32(start + i * 4, data[i], true);
    else view.setFloat64(start + i * 8, data[i], true);
  }
  return bytes;
}

function readHeader(bytes: Uint8Array, where: string): { header: string; offset: number } {
  if (!signature.every((byte, i) => bytes[i] === byte)) {
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

function parseHeader(header: string, where: string): { descr: string; shape: number[] } {
  const descr = /'descr':\s*'([<>|=][a-zA-Z]\d+)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) {
    return refuse(where, 'an array of plain numbers', header.trim().slice(0, 80), 'save one numeric array');
  }
  if (order === 'True') refuse(where, 'C order', 'Fortran order', 'save it by way of np.ascontiguousarray');
  return {
    descr,
    shape: shape
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(Number),
  };
}

function refuse(where: string, expected: string, got: string, remedy: string): never {
  throw new InputError({ where, expected, got, remedy });
}
