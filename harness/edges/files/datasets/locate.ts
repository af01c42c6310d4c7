import { existsSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { DatasetDeclaration, DatasetUse } from '../../../datasets/dataset.ts';
import type { RawImages } from '../../../datasets/raw-images.ts';
import { resolveDataset, resolveUse } from '../../../datasets/resolve-dataset.ts';
import { compilePattern } from '../../../datasets/subject.ts';
import { resolveGroups, type SubjectGroups, withoutGroups } from '../../../datasets/subject-groups.ts';
import { sideAfter } from '../../../degrade/side-after.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { PlannedDataset } from '../../../pipeline/plan/context.ts';
import type { LocatedDataset } from '../../../study/ports.ts';
import { type Asset, assetPaths, declaredAssets } from '../assets.ts';
import { jsonFiles, readNamed } from '../declarations.ts';
import type { RememberedHashes } from '../remembered-hashes.ts';
import { baseFolder, type Workspace } from '../workspace.ts';
import { lowFault } from './low-fault.ts';
import { fingerprintDataset } from './read-dataset.ts';
import { sideOf } from './side-of.ts';
import { subjectTable } from './subject-table.ts';

/**
 * Finds a declared data set and hashes its files. One whose root folder is absent is `missing`, which is no
 * fault: users bring the paper's data themselves, to `datasets/` in the assets folder.
 * @param subjects at most so many subjects of a set of phantoms; null for all
 * @param declaredBy the place that names it, for the message
 * @param hashes of files that were read before
 * @param asDeclared whether a set that is absent is taken to be as its declaration says, for a plan that nothing runs
 * @throws InputError when no such data set is declared, or its files are not as declared.
 */
export async function locateDataset(
  workspace: Workspace,
  id: string,
  subjects: number | null,
  declaredBy: string,
  hashes?: RememberedHashes,
  asDeclared = false,
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
  const whole = resolveDataset(withoutGroups(declaration), where);
  const groups = resolveGroups(declaration, where);
  const resolved =
    whole.kind === 'phantom' && subjects !== null
      ? { ...whole, subjects: Math.min(whole.subjects, subjects) }
      : whole;
  const places = [resolved, ...('source' in resolved && resolved.source ? [resolved.source] : [])];
  const found = places.find((place) => isThere(workspace, place));
  if (!found) {
    const brought = places
      .map((place) => broughtBy(place).find((path) => !liesThere(workspace, path))!)
      .map((path) => placeOf(workspace, path))
      .join(', or as it is published, ');
    const use = resolveUse(declaration, where);
    const assumed = asDeclared ? assumedSet(resolved, use) : undefined;
    if (assumed) return { planned: assumed, files: [] };
    return { planned: { id, missing: `needs the data set ${id}: ${brought}`, use }, files: [] };
  }
  const use = resolveUse(declaration, where);
  return withGroups(workspace, await located(workspace, found, use, where, hashes), resolved, groups, where);
}

/** The assets that declared data sets lie in, each once. */
export function assetsOfSets(workspace: Workspace, ids: readonly string[]): readonly Asset[] {
  const assets = ids.flatMap((id) => {
    const where = `experiments/datasets/${id}.json`;
    const declaration = readNamed(join(workspace.experiments, 'datasets', `${id}.json`), where);
    const set = resolveDataset(withoutGroups(declaration), where);
    return broughtBy(set).flatMap((path) => assetOf(workspace, path) ?? []);
  });
  return [...new Map(assets.map((asset) => [asset.id, asset])).values()];
}

/** A whole set as it is declared, where that says how many images of which size it has. */
function assumedSet(set: DatasetDeclaration, use: DatasetUse): PlannedDataset | undefined {
  const { images, side } = use.whole ?? {};
  if (images === undefined || side === undefined) return undefined;
  const parts = set.kind === 'folder' ? [...set.partners, ...set.optional] : [];
  return {
    id: set.id,
    params: { declaration: set, files: [] },
    location: '',
    samples: images,
    use,
    hasMasks:
      use.masks === true ||
      parts.includes('seg_masks') ||
      rawParts(set).some(({ masks }) => masks !== undefined),
    // What an absent LR image looks like is in no declaration.
    hasLow: false,
    side,
  };
}

/** A set that is there. What stands in for it where it is not decides nothing. */
async function located(
  workspace: Workspace,
  { source: _, ...found }: DatasetDeclaration & { readonly source?: RawImages },
  use: DatasetUse,
  where: string,
  hashes: RememberedHashes | undefined,
): Promise<LocatedDataset> {
  const resolved = found as DatasetDeclaration;
  const location = foundFrom(workspace, resolved);
  const { files } = await fingerprintDataset(resolved, location, where, hashes);
  const contents = files.map(({ path, sha256 }) => ({ path, sha256 }));
  const lowSide = await lowSideOf(resolved, location, contents);
  const side = await sideOf(resolved, location, contents[0]?.path);
  const lowFault = await lowFaultOf(resolved, location, contents, where);
  const planned: PlannedDataset = {
    id: resolved.id,
    params: { declaration: resolved, files: contents },
    location,
    samples: countOf(
      resolved,
      files.map(({ path }) => path),
    ),
    use,
    hasMasks:
      use.masks === true ||
      rawParts(resolved).some(({ masks }) => masks !== undefined) ||
      (resolved.kind === 'folder' &&
        files.some(({ path }) => path.startsWith(`${resolved.split}/seg_masks/`))),
    hasLow:
      (resolved.kind === 'raw' && resolved.low !== undefined) ||
      (resolved.kind === 'folder' && files.some(({ path }) => path.startsWith(`${resolved.split}/lr/`))),
    ...(side !== undefined && { side }),
    ...(lowSide !== undefined && { lowSide }),
    ...(lowFault && { lowFault: lowFault.message }),
  };
  // LR images that the set's task does not take cost only the experiments that ask for them.
  return { planned, files: contents, ...(lowFault && use.task?.kind === 'own' && { fault: lowFault }) };
}

/** A set with what its declaration says of its subjects; a faulty table costs only what asks for it. */
async function withGroups(
  workspace: Workspace,
  set: LocatedDataset,
  resolved: DatasetDeclaration,
  groups: SubjectGroups | undefined,
  where: string,
): Promise<LocatedDataset> {
  if (groups === undefined) return set;
  try {
    const { file, ...found } = await subjectTable(workspace, resolved, groups, where);
    const files =
      file && !set.files.some(({ path }) => path === file.path) ? [...set.files, file] : set.files;
    return { ...set, files, planned: { ...set.planned, groups: found } };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      ...set,
      planned: { ...set.planned, groups: { missing: error.message } },
      fault: set.fault ?? error,
    };
  }
}

/** What is wrong with the LR images of a folder; of files that cannot be read, their reader says it. */
async function lowFaultOf(
  set: DatasetDeclaration,
  location: string,
  files: readonly { readonly path: string }[],
  where: string,
): Promise<InputError | undefined> {
  if (set.kind !== 'folder') return undefined;
  try {
    return await lowFault(
      set,
      location,
      files.map(({ path }) => path),
      where,
    );
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The side of the LR images that came with a set. */
async function lowSideOf(
  set: DatasetDeclaration,
  location: string,
  files: readonly { readonly path: string }[],
): Promise<number | undefined> {
  if (set.kind === 'raw' && set.low) {
    const side = await sideOf(set, location, files[0]?.path);
    return side === undefined ? undefined : sideAfter(set.low, side);
  }
  if (set.kind !== 'folder') return undefined;
  return sideOf(set, location, files.find(({ path }) => path.startsWith(`${set.split}/lr/`))?.path);
}

/** How many images a set has, from its declaration and the names of its files; of patches, how many there may be. */
function countOf(set: DatasetDeclaration, files: readonly string[]): number {
  if (set.kind === 'phantom') return set.subjects * set.slicesPerSubject;
  if (set.kind === 'folder') return files.filter((path) => path.startsWith(`${set.split}/hr/`)).length;
  const parts = rawParts(set);
  if (parts.length === 0) return files.length;
  return parts.reduce((sum, part) => {
    const begin = set.kind === 'joined' ? `${part.root}/` : '';
    const own = files.filter((path) => path.startsWith(begin)).map((path) => path.slice(begin.length));
    return sum + countOfRaw(part, own);
  }, 0);
}

function countOfRaw(
  { id, files: pattern, slices, size, patches }: RawImages,
  files: readonly string[],
): number {
  const images = files.filter((path) => compilePattern(pattern, id).test(path)).length;
  const [height, width] = [Number(size?.['height']), Number(size?.['width'])];
  const cuts = patches ? Math.floor(height / patches.side) * Math.floor(width / patches.side) : 1;
  return images * (cuts || 1) * (!slices ? 1 : 'indices' in slices ? slices.indices.length : slices.count);
}

/** What a set is read from as its publisher lays it out. */
function rawParts(set: DatasetDeclaration): readonly RawImages[] {
  return set.kind === 'raw' ? [set] : set.kind === 'joined' ? set.parts : [];
}

/** The paths that a set needs; none where it is made or comes with the program. */
function broughtBy(set: DatasetDeclaration): readonly string[] {
  if (set.kind === 'joined') return [...new Set(set.parts.map(({ root }) => root))];
  return 'root' in set ? [set.root] : 'file' in set ? [set.file] : [];
}

function isThere(workspace: Workspace, set: DatasetDeclaration): boolean {
  return broughtBy(set).every((path) => liesThere(workspace, path));
}

/** Of an asset all files must be there. */
function liesThere(workspace: Workspace, path: string): boolean {
  const asset = assetOf(workspace, path);
  return asset
    ? assetPaths(workspace, asset) !== null
    : existsSync(resolve(baseFolder(workspace, path), path));
}

/** The folder that a set's paths start from: that of assets, or the workspace where they begin with `./`. */
function foundFrom(workspace: Workspace, set: DatasetDeclaration): string {
  return baseFolder(workspace, broughtBy(set)[0] ?? '');
}

function placeOf(workspace: Workspace, path: string): string {
  const asset = assetOf(workspace, path);
  if (asset) return `run latent-sr assets fetch ${asset.group ?? asset.id}`;
  if (isAbsolute(path) || path.startsWith('./')) return `put it into ${path}`;
  return `put it into ${path} of the assets folder ($LATENT_SR_ASSETS, else assets/)`;
}

/** The asset whose folder a path is. */
function assetOf(workspace: Workspace, path: string): Asset | undefined {
  return declaredAssets(workspace).find(({ id, files }) => id === path && files.length > 0);
}
