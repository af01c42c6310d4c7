import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from '../../../numeric/input-error.ts';
import { unreadable } from '../read-bytes.ts';

/** Bytes that can be read piece by piece, so that a large file is never held whole. */
export interface Source {
  /** The file, for messages. */
  readonly where: string;
  readonly size: number;
  /** @throws InputError when the piece does not lie within the file. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
}

/** Opens a file, `what` in messages, for the time of `use`. @throws InputError when it cannot be opened. */
export function withFile<R>(path: string, use: (source: Source) => R, what = 'a file of weights'): R {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error, what);
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw unreadable(path, { code: 'EISDIR' }, what);
    const { size } = status;
    return use({
      where: path,
      size,
      read(offset, length) {
        assertWithin(path, size, offset, length);
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const got = readSync(descriptor, bytes, done, Math.min(length - done, CHUNK), offset + done);
          if (got === 0) throw misread(path, `${size} bytes`, `an end after ${offset + done}`);
          done += got;
        }
        return bytes;
      },
    });
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes in memory as a source. */
export function sourceOf(where: string, bytes: Uint8Array): Source {
  return {
    where,
    size: bytes.length,
    read(offset, length) {
      assertWithin(where, bytes.length, offset, length);
      return Uint8Array.from(bytes.subarray(offset, offset + length));
    },
  };
}

/** A weights file that is not what it should be. */
export function misread(
  where: string,
  expected: string,
  got: string,
  remedy = 'fetch or export the weights again',
): InputError {
  return new InputError({ where, expected, got, remedy });
}

/** For checkpoints that are whole but hold more than a network's state. */
export const saveTheState = 'save the state alone, by torch.save(model.state_dict(), FILE) or as safetensors';

/** A value of a file as text for a message, however long or deep it is. */
export function told(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  if (Array.isArray(value))
    return value.length > 8 ? `a list of ${value.length}` : `[${value.map(plainly).join(', ')}]`;
  return plainly(value);
}

function plainly(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value).slice(0, 60);
}

/** One read of a system takes at most 2 GiB. */
const CHUNK = 2 ** 30;

function assertWithin(where: string, size: number, offset: number, length: number): void {
  const inside = Number.isSafeInteger(offset) && Number.isSafeInteger(length);
  if (!inside || offset < 0 || length < 0 || offset + length > size) {
    throw misread(where, `a file of at least ${offset + length} bytes`, `${size}`);
  }
}
