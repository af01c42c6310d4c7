import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import type { Workspace } from './workspace.ts';

/** The folder of the run that was written last. @throws InputError where there is none. */
export async function lastRun({ runs }: Pick<Workspace, 'runs'>): Promise<string> {
  const names = await readdir(runs).catch(() => []);
  const written = await Promise.all(
    names.map(async (name) => {
      const file = await stat(join(runs, name, 'run.json')).catch(() => undefined);
      return file ? [{ folder: join(runs, name), time: file.mtimeMs }] : [];
    }),
  );
  const last = written.flat().sort((a, b) => b.time - a.time || (a.folder < b.folder ? -1 : 1))[0];
  if (last) return last.folder;
  throw new InputError({
    where: runs,
    expected: 'a finished run',
    got: 'none',
    remedy: 'make one with latent-sr reproduce, or give the folder of one',
  });
}
