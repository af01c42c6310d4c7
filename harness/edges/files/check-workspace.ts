import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { resolveCachedLatents, unknownOfLatents } from '../../datasets/cached-latents.ts';
import { guarding } from '../../numeric/guarded.ts';
import { InputError } from '../../numeric/input-error.ts';
import { checkFamilies, checkKeyFigures } from '../../report/check-families.ts';
import { faultsOfClaims } from '../../study/check-claims.ts';
import { faultsOfProfiles, type ReadProfile, roleFolders } from '../../study/check-profiles.ts';
import { faultsOfFile } from './check-file.ts';
import { jsonFiles, readClaims, readDigest, readExperiments, readJson, readProfile } from './declarations.ts';
import type { Workspace } from './workspace.ts';

/** A declaration and everything that is wrong with it. */
export interface CheckedFile {
  /** Its path from the workspace. */
  readonly file: string;
  readonly faults: readonly InputError[];
}

/** Every declaration of a workspace, by itself and against the others. */
export function checkWorkspace(workspace: Workspace): readonly CheckedFile[] {
  const alone = filesOf(workspace).map((path) => {
    const file = relative(workspace.root, path);
    return { file, faults: faultsOfFile(path, file) };
  });
  const unread = unreadIn(workspace).map((path) => {
    const file = relative(workspace.root, path);
    const remedy = 'write it as JSON in a file whose name ends in .json';
    const fault = {
      where: file,
      expected: 'a declaration, NAME.json',
      got: 'a file that nothing reads',
      remedy,
    };
    return { file, faults: [new InputError(fault)] };
  });
  const broken = alone.filter(({ faults }) => faults.length > 0).map(({ file }) => file);
  const between = faultsBetween(workspace, broken);
  const whole = alone.map(({ file, faults }) => ({
    file,
    faults: once([...faults, ...between.filter(({ fault }) => fault.where.startsWith(`${file} `))]),
  }));
  return [...whole, ...unread];
}

/** Files among the declarations that look like ones and are passed over for their extension. */
function unreadIn({ experiments }: Workspace): readonly string[] {
  const folders = [experiments, ...foldersOf(experiments).map((name) => join(experiments, name))];
  return folders.flatMap((folder) =>
    namesOf(folder)
      .filter((name) => /^[^.].*\.(ya?ml|json5|jsonc|toml|json)$/i.test(name) && !name.endsWith('.json'))
      .map((name) => join(folder, name)),
  );
}

function namesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** A declaration that others extend is met again with each of them. */
function once(faults: readonly InputError[]): readonly InputError[] {
  return [...new Map(faults.map((fault) => [fault.message, fault])).values()];
}

/** What whole declarations say of others; a broken one's own faults are told already. */
function faultsBetween(workspace: Workspace, broken: readonly string[]): readonly InputError[] {
  const faults: InputError[] = [];
  const guarded = guarding(faults);
  const experiments = readExperiments(workspace).items;
  const claims = readClaims(workspace).items;
  const profiles = namesIn(workspace, 'profiles').flatMap((id) =>
    isWhole(broken, `experiments/profiles/${id}.json`)
      ? guarded<readonly ReadProfile[]>(
          () => [{ profile: readProfile(workspace, id), above: extendedBy(workspace, id) }],
          [],
        )
      : [],
  );
  const unread = broken
    .filter((file) => dirname(file) === 'experiments')
    .map((file) => basename(file, '.json'));
  const declared = Object.fromEntries(
    Object.values(roleFolders).map((folder) => [folder, namesIn(workspace, folder)]),
  );
  const main = profiles.flatMap(({ profile }) => profile.main);
  faults.push(...faultsOfClaims(claims, experiments, main, unread));
  faults.push(...faultsOfProfiles(profiles, experiments, declared, unread));
  for (const id of namesIn(workspace, 'latents')) {
    const where = `experiments/latents/${id}.json`;
    if (!isWhole(broken, where)) continue;
    const { datasets = [], autoencoders = [] } = declared;
    const latents = resolveCachedLatents(
      readJson(join(workspace.experiments, 'latents', `${id}.json`), where),
      where,
    );
    faults.push(...unknownOfLatents(latents, { datasets, autoencoders }, where));
  }
  const file = 'experiments/families.json';
  if (broken.length === 0)
    guarded(() => {
      const { families, keyFigures } = readDigest(workspace);
      checkFamilies(families, claims, experiments, file);
      checkKeyFigures(keyFigures, experiments, file);
    }, undefined);
  return faults;
}

function extendedBy({ experiments }: Workspace, id: string): string | undefined {
  const file = join('profiles', `${id}.json`);
  return (readJson(join(experiments, file), file) as { readonly extends?: string }).extends;
}

function isWhole(broken: readonly string[], file: string): boolean {
  return !broken.includes(file);
}

function namesIn({ experiments }: Workspace, folder: string): readonly string[] {
  return jsonFiles(join(experiments, folder)).map((file) => basename(file, '.json'));
}

/** The declarations of a workspace: `experiments/` with its folders, and the expected values of every profile. */
function filesOf({ experiments, golden }: Workspace): readonly string[] {
  const inFolders = (folder: string) => foldersOf(folder).flatMap((name) => jsonFiles(join(folder, name)));
  // Expected values lie in a folder for each profile; networks and oracles beside them are no declarations.
  const profiles = jsonFiles(join(experiments, 'profiles')).map((file) => basename(file, '.json'));
  const expected = foldersOf(golden).filter((name) => profiles.includes(name));
  return [
    ...jsonFiles(experiments),
    ...inFolders(experiments),
    ...expected.flatMap((name) => jsonFiles(join(golden, name))),
  ];
}

function foldersOf(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
