import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DeclarationFile } from '../../study/gate/annotations.ts';
import type { Workspace } from './workspace.ts';

/** The file that declares a claim or an experiment, by its id; undefined where there is none. */
export function declarationFile(
  { experiments }: Pick<Workspace, 'experiments'>,
  id: string,
): DeclarationFile | undefined {
  if (!/^[\w.-]+$/.test(id)) return undefined;
  const file = [join(experiments, 'claims', `${id}.json`), join(experiments, `${id}.json`)].find(existsSync);
  if (file === undefined) return undefined;
  return { path: relative(process.cwd(), file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') };
}
