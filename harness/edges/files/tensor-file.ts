import type { Tensor } from '../../networks/tensor.ts';
import { InputError } from '../../numeric/input-error.ts';
import { dtypes, parseHeader, readHeader } from './images/npy.ts';
import { replaceFile } from './images/write-image.ts';
import { readBytes } from './read-bytes.ts';

/** The tensor of a file, as {@link tensorIn} reads it. @throws InputError as it does, and where there is no such file */
export async function readTensor(path: string): Promise<Tensor> {
  return tensorIn(await readBytes(path), path);
}

/**
 * The values of a NumPy file as they are, `[B, C, H, W]`: three axes are one sample, two are its only channel.
 * @throws InputError when the file is damaged, has other axes or numbers, or holds NaN or an infinity.
 */
export function tensorIn(bytes: Uint8Array, path: string): Tensor {
  const { header, offset } = readHeader(bytes, path);
  const { descr, shape, fortran } = parseHeader(header, path);
  const dtype = dtypes[descr.slice(1)];
  if (!dtype) throw unfit(path, `numbers of ${Object.keys(dtypes).join(', ')}`, descr);
  const axes = shape.length;
  const values = shape.reduce((product, size) => product * size, 1);
  if (axes < 2 || axes > 4 || values === 0)
    throw unfit(
      path,
      '[B, C, H, W], [C, H, W] or [H, W]',
      `[${shape.join(', ')}]`,
      'save an array of these axes',
    );
  if (bytes.length - offset !== values * dtype.size)
    throw unfit(
      path,
      `${values * dtype.size} bytes of values`,
      `${bytes.length - offset}`,
      'copy or write the file again',
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
  const little = descr[0] !== '>';
  const placeOf = fortran ? fortranPlace(shape) : (i: number) => i;
  const data = Float32Array.from({ length: values }, (_, i) =>
    dtype.read(view, placeOf(i) * dtype.size, little),
  );
  if (!data.every(Number.isFinite))
    throw unfit(path, 'numbers', 'NaN or an infinity', 'make it again, in 32 bits where 16 overflowed');
  return { shape: [...Array<number>(4 - axes).fill(1), ...shape], data };
}

/** Where Fortran's order, first axis fastest, has the value that C's has at i. */
function fortranPlace(shape: readonly number[]): (i: number) => number {
  return (i) => {
    let [rest, place] = [i, 0];
    for (const size of shape.toReversed()) {
      // Horner's rule from the last axis on.
      place = place * size + (rest % size);
      rest = Math.floor(rest / size);
    }
    return place;
  };
}

/** Writes a tensor as a NumPy file of 32-bit floats. @throws InputError where the path may not be written. */
export async function writeTensor(path: string, { shape, data }: Tensor): Promise<void> {
  if (!/\.npy$/i.test(path)) throw unfit(path, 'a .npy file', 'another extension');
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  // Values begin at a multiple of 64 bytes, for readers that map the file into memory.
  const header = `${dictionary.padEnd(Math.ceil((dictionary.length + 11) / 64) * 64 - 11)}\n`;
  const start = 10 + header.length;
  const bytes = new Uint8Array(start + 4 * data.length);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  await replaceFile(path, bytes);
}

function unfit(
  where: string,
  expected: string,
  got: string,
  remedy = 'write it by numpy.save(FILE, x.astype("float32"))',
): InputError {
  return new InputError({ where, expected, got, remedy });
}
