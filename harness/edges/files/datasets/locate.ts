import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { resolveDataset } from '../../../datasets/resolve-dataset.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { PlannedDataset } from '../../../pipeline/plan.ts';
import { jsonFiles, readJson } from '../declarations.ts';
import type { Workspace } from '../workspace.ts';
import { fingerprintDataset } from './read-dataset.ts';

/** A data set as found: what a plan needs of it, and the files that its content comes from. */
export interface LocatedDataset {
  readonly planned: PlannedDataset;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/**
 * Finds a declared data set and hashes its files. One whose root folder is absent is `missing`, which is no
 * fault: users bring the paper's data themselves, to `datasets/` in the assets folder.
 * @param limit at most so many samples, or null for all
 * @param declaredBy the place that names it, for the message
 * @throws InputError when no such data set is declared, or its files are not as declared.
 */
export async function locateDataset(
  workspace: Workspace,
  id: string,
  limit: number | null,
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
  const declaration = readJson(join(folder, `${id}.json`), where);
  const resolved = resolveDataset(declaration, where);
  if ('root' in resolved) {
    const root = isAbsolute(resolved.root) ? resolved.root : join(workspace.assets, resolved.root);
    if (!existsSync(root)) {
      const missing = `needs the data set ${id}: put it into ${resolved.root} of the assets folder ($LATENT_SR_ASSETS, else assets/)`;
      return { planned: { id, missing }, files: [] };
    }
  }
  const { files } = await fingerprintDataset(declaration, workspace.assets, where);
  const hashes = files.map(({ path, sha256 }) => ({ path, sha256 }));
  const most = resolved.kind === 'phantom' ? resolved.subjects * resolved.slicesPerSubject : files.length;
  const planned: PlannedDataset = {
    id,
    params: { declaration: resolved, files: hashes, limit },
    location: workspace.assets,
    samples: Math.min(limit ?? most, most),
  };
  return { planned, files: hashes };
}
