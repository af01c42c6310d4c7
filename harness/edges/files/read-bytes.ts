import { readFile } from 'node:fs/promises';
import { InputError } from '../../numeric/input-error.ts';

/** @throws InputError when the file is missing, a folder, or may not be read. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error, 'a file');
  }
}

/** What to tell of a path that the file system refuses. */
export function unreadable(path: string, error: unknown, expected: string): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? `${error}`;
  return new InputError({
    where: path,
    expected,
    got: reasons[code] ?? code,
    remedy: code === 'EACCES' || code === 'EPERM' ? 'allow reading it' : 'correct the path or put it there',
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'nothing there',
  ENOTDIR: 'a path through a file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read',
  EPERM: 'no permission to read',
  ELOOP: 'links that lead in a circle',
};
