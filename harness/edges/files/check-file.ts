import { basename, dirname } from 'node:path';
import { readGolden, type WrittenGolden } from '../../claims/read-golden.ts';
import { faultsOfClaim } from '../../claims/resolve-claim.ts';
import { resolveCachedLatents } from '../../datasets/cached-latents.ts';
import { resolveDataset, resolveUse } from '../../datasets/resolve-dataset.ts';
import { resolveGroups, withoutGroups } from '../../datasets/subject-groups.ts';
import { expandDocument } from '../../language/expand-document.ts';
import { guarding } from '../../numeric/guarded.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { DeclaredExperiment } from '../../pipeline/declared/declaration.ts';
import { faultsOfDeclared } from '../../pipeline/declared/resolve-experiment.ts';
import { faultsOfRecord } from '../../record/audit/faults.ts';
import type { PrintedRecord } from '../../record/record.ts';
import { resolveRecord } from '../../record/resolve-record.ts';
import { resolveAnyDenoiser } from '../../training/any-denoiser-recipe.ts';
import { resolveAnyRestorer } from '../../training/any-restorer-recipe.ts';
import { resolveAutoencoder } from '../../training/autoencoder-recipe.ts';
import { readJson, readNamed } from './declarations.ts';
import { schemaFaults } from './schemas.ts';

/** What a folder's declarations are by, where they do not say themselves. */
const folders: Readonly<Record<string, string>> = {
  experiments: 'experiment',
  claims: 'claim',
  profiles: 'profile',
  datasets: 'dataset',
  latents: 'latents',
  autoencoders: 'recipe',
  denoisers: 'recipe',
  restorers: 'recipe',
  record: 'record',
};

/** Schemas of declarations whose `id` is the file's name. */
const identified = ['experiment', 'claim', 'profile', 'dataset', 'latents', 'recipe'];

/**
 * Everything that is wrong with a declaration by itself: its schema, and what a schema cannot say of one file.
 * @param where how messages call the file
 */
export function faultsOfFile(file: string, where: string): readonly InputError[] {
  const faults: InputError[] = [];
  const guarded = guarding(faults);
  const document = guarded<unknown>(() => readJson(file, where), undefined);
  if (faults.length > 0) return faults;
  const schema = guarded<string | undefined>(() => schemaOf(document, file, where), undefined);
  if (schema === undefined) return faults;
  if (identified.includes(schema)) guarded<unknown>(() => readNamed(file, where), undefined);
  if (schema === 'experiment')
    return [...faults, ...guarded(() => faultsOfExperimentFile(document, where), [])];
  if (schema === 'record') return [...faults, ...guarded(() => faultsOfRecordFile(document, where), [])];
  const bySchema = schemaFaults(schema, document, where);
  if (bySchema.length === 0) faults.push(...guarded(() => beyondSchema(schema, document, file, where), []));
  return [...faults, ...bySchema];
}

/** What is said once for many is written out first, as it is when it is read. */
function faultsOfExperimentFile(document: unknown, where: string): readonly InputError[] {
  const { value, placeOf } = expandDocument(document, where);
  const bySchema = schemaFaults('experiment', value, where, placeOf);
  const given = (pointer: string) => `${where} ${placeOf(pointer)}`;
  if (bySchema.length > 0) return [...bySchema, ...faultsOfWholeStatistics(value, given)];
  return faultsOfDeclared(value as DeclaredExperiment, given);
}

/** As a record is read. */
function faultsOfRecordFile(document: unknown, where: string): readonly InputError[] {
  const { value, placeOf } = resolveRecord(document, where);
  const bySchema = schemaFaults('record', value, where, placeOf);
  return bySchema.length > 0 ? bySchema : faultsOfRecord(value as PrintedRecord, where);
}

/** What is wrong with the statistics in which a schema finds no fault, where it finds one elsewhere. */
function faultsOfWholeStatistics(value: unknown, given: (pointer: string) => string): readonly InputError[] {
  const { cells, scores, statistics } = { ...(value as object) } as Partial<DeclaredExperiment>;
  const head = { id: 'any', title: 'any', question: 'any', cells, scores };
  const isWhole = (entry: object) => schemaFaults('experiment', { ...head, ...entry }, '').length === 0;
  if (!Array.isArray(statistics)) return [];
  const whole = [...statistics.keys()].filter((i) => isWhole({ statistics: [statistics[i]] }));
  if (whole.length === 0) return [];
  const declared = { ...head, statistics: whole.map((i) => statistics[i]) } as DeclaredExperiment;
  return faultsOfDeclared(declared, (pointer) =>
    given(pointer.replace(/^\/statistics\/(\d+)/, (_, i: string) => `/statistics/${whole[Number(i)]}`)),
  );
}

/** What the reader of a kind finds; those of data sets and recipes stop at the first fault. @throws InputError */
function beyondSchema(schema: string, document: unknown, file: string, where: string): readonly InputError[] {
  switch (schema) {
    case 'claim':
      return faultsOfClaim(document as Parameters<typeof faultsOfClaim>[0], where);
    case 'dataset':
      resolveDataset(withoutGroups(document), where);
      resolveUse(document, where);
      resolveGroups(document, where);
      return [];
    case 'latents':
      resolveCachedLatents(document, where);
      return [];
    case 'recipe':
      recipes[basename(dirname(file))]?.(document, where);
      return [];
    case 'golden':
      readGolden(document as WrittenGolden, where);
      return [];
    default:
      return [];
  }
}

/** A recipe does not say what it is of: its folder does. */
const recipes: Readonly<Record<string, (document: unknown, where: string) => unknown>> = {
  autoencoders: resolveAutoencoder,
  denoisers: resolveAnyDenoiser,
  restorers: resolveAnyRestorer,
};

/** By what the file says of itself, else by its folder. @throws InputError where neither tells. */
function schemaOf(document: unknown, file: string, where: string): string {
  const { $schema } = { ...(document as object) } as { readonly $schema?: unknown };
  const said = typeof $schema === 'string' ? /([\w-]+)\.schema\.json$/.exec($schema)?.[1] : undefined;
  const schema = said ?? folders[basename(dirname(file))];
  if (schema !== undefined) return schema;
  throw new InputError({
    where: `${where} /$schema`,
    expected: 'the schema that says what this file declares',
    got: JSON.stringify($schema) ?? 'nothing',
    remedy: 'add "$schema": ".../experiment.schema.json", or whatever it is',
  });
}
