import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Claim } from '../../claims/claim.ts';
import { resolveClaim } from '../../claims/resolve-claim.ts';
import { expandDocument } from '../../language/expand-document.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { DeclaredExperiment } from '../../pipeline/declared/declaration.ts';
import { resolveExperiment } from '../../pipeline/declared/resolve-experiment.ts';
import { type DeclaredProfile, resolveProfile } from '../../pipeline/declared/resolve-profile.ts';
import type { Experiment, Profile } from '../../pipeline/experiment.ts';
import type { Imported } from '../../record/scores/imported.ts';
import type { Digest } from '../../report/family.ts';
import type { Declared } from '../../study/ports.ts';
import { unreadable } from './read-bytes.ts';
import { repeatedKey } from './repeated-key.ts';
import { validated } from './schemas.ts';
import type { Workspace } from './workspace.ts';

/** Declarations of another kind beside the experiments. */
const beside = ['assets.json', 'families.json', 'imported.json'];

/** The experiments of `experiments/*.json`; a broken file costs only itself. */
export function readExperiments(workspace: Workspace): Declared<Experiment> {
  return readAll(workspace, workspace.experiments, readExperiment);
}

/** The claims of `experiments/claims/`. */
export function readClaims(workspace: Workspace): Declared<Claim> {
  return readAll(workspace, join(workspace.experiments, 'claims'), readClaim);
}

/** The families of claims and the key figures of `experiments/families.json`; none where there is no such file. @throws InputError */
export function readDigest(workspace: Workspace): Digest {
  const file = join(workspace.experiments, 'families.json');
  if (!existsSync(file)) return { families: [], keyFigures: [] };
  return {
    keyFigures: [],
    ...readDeclaration<Partial<Digest> & Pick<Digest, 'families'>>(workspace, file, 'families'),
  };
}

/** What imported scores are scores of: `experiments/imported.json`; absent where nothing is declared. @throws InputError */
export function readImported(workspace: Workspace): Imported | undefined {
  const file = join(workspace.experiments, 'imported.json');
  return existsSync(file) ? readDeclaration<Imported>(workspace, file, 'imported') : undefined;
}

/** @throws InputError naming the profiles there are, or what is wrong with the file. */
export function readProfile(workspace: Workspace, id: string): Profile {
  const known = profileFiles(workspace).map((file) => basename(file, '.json'));
  if (!known.includes(id)) {
    throw new InputError({
      where: '--profile',
      expected: `one of ${known.join(', ')}`,
      got: JSON.stringify(id),
      remedy: 'choose one of them',
    });
  }
  const declared = (name: string) =>
    readDeclaration<DeclaredProfile>(
      workspace,
      join(workspace.experiments, 'profiles', `${name}.json`),
      'profile',
    );
  return resolveProfile(id, known, declared);
}

function readClaim(workspace: Workspace, file: string): Claim {
  return resolveClaim(readDeclaration(workspace, file, 'claim'), relative(workspace.root, file));
}

/**
 * One experiment, its loops and names written out, checked against its schema and resolved.
 * @throws InputError naming file, JSON pointer and, in a contrast, the column.
 */
function readExperiment(workspace: Workspace, file: string): Experiment {
  const where = relative(workspace.root, file);
  const { value, placeOf } = expandDocument(readNamed(file, where), where);
  const declared = validated<DeclaredExperiment>('experiment', value, where, placeOf);
  return resolveExperiment(declared, (pointer) => `${where} ${placeOf(pointer)}`);
}

/** The profiles of `experiments/profiles/` that can be used. */
export function readProfiles(workspace: Workspace): readonly Profile[] {
  const read = (_: Workspace, file: string) => readProfile(workspace, basename(file, '.json'));
  return readAll(workspace, join(workspace.experiments, 'profiles'), read).items;
}

/** The files of `experiments/profiles/`. @throws InputError where there are none: then it is no workspace. */
export function profileFiles({ root, experiments }: Workspace): readonly string[] {
  const files = jsonFiles(join(experiments, 'profiles'));
  if (files.length > 0) return files;
  throw new InputError({
    where: root,
    expected: 'a workspace with experiments/profiles/',
    got: 'none there',
    remedy:
      'name a folder with experiments/ and golden/ by --workspace, leave it out, or make one: latent-sr init',
  });
}

/**
 * One declaration, checked against its schema; its `id` must be the file's name.
 * @throws InputError naming file and JSON pointer.
 */
function readDeclaration<T>(workspace: Workspace, file: string, schema: string): T {
  const where = relative(workspace.root, file);
  return named(validated<T>(schema, readJson(file, where), where), file, where);
}

/**
 * One declaration as it stands, for others to check; its `id` must be the file's name.
 * @throws InputError where the file is absent, is not JSON or has another id.
 */
export function readNamed(file: string, where: string): unknown {
  return named(readJson(file, where), file, where);
}

function named<T>(document: T, file: string, where: string): T {
  const name = basename(file, '.json');
  const { id = name } = { ...document } as { readonly id?: unknown };
  if (id === name) return document;
  throw new InputError({
    where: `${where} /id`,
    expected: `"${name}", the file's name`,
    got: JSON.stringify(id),
    remedy: 'give the file and the id one name',
  });
}

/** @throws InputError where the file is absent, is not JSON, or has a name twice in one object. */
export function readJson(file: string, where: string): unknown {
  let text: string;
  try {
    // Editors of Windows begin a file with a mark that JSON does not know.
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(where, error, 'a file');
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new InputError({ where, expected: 'JSON', got: (error as Error).message, remedy: 'mend the file' });
  }
  const again = repeatedKey(text);
  if (again === undefined) return document;
  throw new InputError({
    where: `${where} line ${again.line}`,
    expected: 'every name once in an object',
    got: `${JSON.stringify(again.key)} twice`,
    remedy: 'keep one of them',
  });
}

/** The JSON files of a folder, in order; none where there is no folder. */
export function jsonFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function readAll<T>(
  workspace: Workspace,
  folder: string,
  read: (workspace: Workspace, file: string) => T,
): Declared<T> {
  const items: T[] = [];
  const faults: InputError[] = [];
  for (const file of jsonFiles(folder).filter((name) => !beside.includes(basename(name)))) {
    try {
      items.push(read(workspace, file));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
    }
  }
  return { items, faults };
}
