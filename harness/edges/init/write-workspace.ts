import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';

/**
 * Writes texts and copies files into a folder, which may hold anything but these.
 * @param texts by path below the folder
 * @param copies where from, by path below the folder
 * @returns the paths that were written
 * @throws InputError where one of them is there already; then nothing is written
 */
export async function writeWorkspace(
  folder: string,
  texts: ReadonlyMap<string, string>,
  copies: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const paths = [...texts.keys(), ...copies.keys()];
  const there = paths.filter((path) => existsSync(join(folder, path)));
  if (there.length > 0) {
    throw new InputError({
      where: folder,
      expected: 'a folder without the files that a workspace begins with',
      got: `${there.slice(0, 5).join(', ')}${there.length > 5 ? ` and ${there.length - 5} more` : ''}`,
      remedy: 'name another folder, or move them away',
    });
  }
  for (const folders of new Set(paths.map((path) => dirname(join(folder, path))))) {
    await mkdir(folders, { recursive: true });
  }
  for (const [path, text] of texts) await writeFile(join(folder, path), text);
  for (const [path, from] of copies) await copyFile(from, join(folder, path));
  return paths;
}
