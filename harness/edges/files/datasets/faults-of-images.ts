import { basename, dirname, join } from 'node:path';
import { resolveDataset } from '../../../datasets/resolve-dataset.ts';
import { withoutGroups } from '../../../datasets/subject-groups.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { declaredAssets } from '../assets.ts';
import type { CheckedFile } from '../check-workspace.ts';
import { readNamed } from '../declarations.ts';
import { type RememberedHashes, rememberedHashes } from '../remembered-hashes.ts';
import type { Workspace } from '../workspace.ts';
import { locateDataset } from './locate.ts';

/**
 * Checked declarations, and of the data sets in folders among them, where these are there, what a run would say of their
 * images before anything is computed: files that are not as declared, LR images that do not show their HR images.
 */
export async function withFaultsOfImages(
  workspace: Workspace,
  checked: readonly CheckedFile[],
): Promise<readonly CheckedFile[]> {
  if (!areWhole(workspace)) return checked;
  const hashes = await rememberedHashes(join(workspace.store, 'hashes.json'));
  const found: CheckedFile[] = [];
  for (const one of checked) {
    const fault =
      dirname(one.file) === 'experiments/datasets' && one.faults.length === 0
        ? await faultOfImages(workspace, one.file, hashes)
        : undefined;
    found.push(fault ? { ...one, faults: [fault] } : one);
  }
  return found;
}

/** Whether it can be said which files are there; what is wrong with that list is said of itself. */
function areWhole(workspace: Workspace): boolean {
  try {
    declaredAssets(workspace);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

async function faultOfImages(
  workspace: Workspace,
  file: string,
  hashes: RememberedHashes,
): Promise<InputError | undefined> {
  const set = resolveDataset(withoutGroups(readNamed(join(workspace.root, file), file)), file);
  if (set.kind !== 'folder') return undefined;
  try {
    return (await locateDataset(workspace, basename(file, '.json'), null, file, hashes)).fault;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
