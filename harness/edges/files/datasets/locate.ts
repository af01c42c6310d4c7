import { existsSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { DatasetDeclaration } from '../../../datasets/dataset.ts';
import { resolveDataset, resolveUse } from '../../../datasets/resolve-dataset.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { PlannedDataset } from '../../../pipeline/plan/context.ts';
import type { LocatedDataset } from '../../../study/ports.ts';
import { jsonFiles, readNamed } from '../declarations.ts';
import { baseFolder, type Workspace } from '../workspace.ts';
import { fingerprintDataset } from './read-dataset.ts';

/**
 * Finds a declared data set and hashes its files. One whose root folder is absent is `missing`, which is no
 * fault: users bring the paper's data themselves, to `datasets/` in the assets folder.
 * @param subjects at most so many subjects of a set of phantoms; null for all
 * @param declaredBy the place that names it, for the message
 * @throws InputError when no such data set is declared, or its files are not as declared.
 */
export async function locateDataset(
  workspace: Workspace,
  id: string,
  subjects: number | null,
  declaredBy: string,
): Promise<LocatedDataset> {
  const folder = join(workspace.experiments, 'datasets');
  const known = jsonFiles(folder).map((file) => basename(file, '.json'));
  if (!known.includes(id)) {
    throw new InputError({
      where: declaredBy,
      expected: `data sets among ${known.join(', ')}`,
      got: JSON.stringify(id),
      remedy: `correct the name or declare it in experiments/datasets/${id}.json`,
    });
  }
  const where = `experiments/datasets/${id}.json`;
  const declaration = readNamed(join(folder, `${id}.json`), where);
  const whole = resolveDataset(declaration, where);
  const resolved =
    whole.kind === 'phantom' && subjects !== null
      ? { ...whole, subjects: Math.min(whole.subjects, subjects) }
      : whole;
  const location = foundFrom(workspace, resolved);
  const brought = 'root' in resolved ? resolved.root : 'file' in resolved ? resolved.file : undefined;
  if (brought !== undefined && !existsSync(resolve(location, brought))) {
    return { planned: { id, missing: `needs the data set ${id}: ${placeOf(brought)}` }, files: [] };
  }
  const { files } = await fingerprintDataset(resolved, location, where);
  const hashes = files.map(({ path, sha256 }) => ({ path, sha256 }));
  const images =
    resolved.kind === 'folder' ? files.filter(({ path }) => path.startsWith(`${resolved.split}/hr/`)) : files;
  const use = resolveUse(declaration, where);
  const planned: PlannedDataset = {
    id,
    params: { declaration: resolved, files: hashes },
    location,
    samples: resolved.kind === 'phantom' ? resolved.subjects * resolved.slicesPerSubject : images.length,
    use,
    hasMasks:
      use.masks === true ||
      (resolved.kind === 'folder' &&
        files.some(({ path }) => path.startsWith(`${resolved.split}/seg_masks/`))),
    ...(resolved.kind === 'phantom' && { side: resolved.size }),
  };
  return { planned, files: hashes };
}

/** The folder that a set's paths start from: that of assets, or the workspace where they begin with `./`. */
function foundFrom(workspace: Workspace, set: DatasetDeclaration): string {
  const path = 'root' in set ? set.root : 'file' in set ? set.file : '';
  return baseFolder(workspace, path);
}

function placeOf(path: string): string {
  if (isAbsolute(path) || path.startsWith('./')) return `put it into ${path}`;
  return `put it into ${path} of the assets folder ($LATENT_SR_ASSETS, else assets/)`;
}
