import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { InputError } from '../../../numeric/input-error.ts';
import { unreadable } from '../read-bytes.ts';
import type { SourceFile } from './dataset-reader.ts';

/**
 * The files below a folder of a root whose names end in one of the extensions, ordered by name. Names that
 * begin with a dot are passed over. Links are followed as far as they stay in the root.
 * @throws InputError when the folder is missing or a link leads out of the root.
 */
export async function listFiles(
  root: string,
  folder: string,
  extension: RegExp,
  { recursive }: { readonly recursive: boolean },
): Promise<SourceFile[]> {
  const top = join(root, folder);
  const names = await readdir(top, { recursive }).catch((error) => {
    throw unreadable(top, error, 'a folder');
  });
  const wanted = names
    .map((name) => name.split(sep))
    .filter((parts) => extension.test(parts.at(-1)!) && !parts.some((part) => part.startsWith('.')))
    .map((parts) => ({
      name: [...folder.split('/'), ...parts].filter(Boolean).join('/'),
      path: join(top, ...parts),
    }));
  const home = await realpath(root);
  await Promise.all(wanted.map((file) => assertInside(home, file)));
  return wanted.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function assertInside(home: string, { name, path }: SourceFile): Promise<void> {
  const real = await realpath(path).catch((error) => {
    throw unreadable(path, error, 'a file');
  });
  const inside = relative(home, real);
  if (inside !== '' && !inside.startsWith(`..${sep}`) && inside !== '..' && !isAbsolute(inside)) return;
  throw new InputError({
    where: path,
    expected: 'a file in the folder of the data set',
    got: `a link that leads out of it (${name})`,
    remedy: 'copy the file there, or declare the folder that holds both as the root',
  });
}
