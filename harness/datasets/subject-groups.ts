import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';

/** How a column tells subjects apart: by its texts, or by bands of its numbers. */
export interface Grouping {
  readonly column: string;
  /** Where a band ends and the next begins, which it belongs to, ascending; absent where texts are groups. */
  readonly bands?: readonly number[];
  /** What the bands are called, the lowest first. */
  readonly names?: readonly string[];
}

/** What a data set says of who its subjects are. */
export interface SubjectGroups {
  /** The table of subjects; absent where it is the set's own table of scores, or the traits that phantoms are drawn with. */
  readonly file?: string;
  /** The column that names the subject; one that is called so where it is absent. */
  readonly subject?: string;
  /** Groupings by what they are called. */
  readonly by: Readonly<Record<string, Grouping>>;
}

/** The declaration of a data set without its groups, which decide nothing of its images. */
export function withoutGroups(declaration: unknown): unknown {
  if (typeof declaration !== 'object' || declaration === null || Array.isArray(declaration))
    return declaration;
  const { groups: _, ...images } = declaration as Readonly<Record<string, unknown>>;
  return images;
}

/**
 * The groups that the declaration of a data set tells its subjects apart by; undefined where it says none.
 * @param where its place, for messages
 * @throws InputError on unknown keys and on values that are not allowed.
 */
export function resolveGroups(declaration: unknown, where: string): SubjectGroups | undefined {
  const { kind, groups } = { ...(declaration as object) } as Readonly<Record<string, unknown>>;
  if (groups === undefined) return undefined;
  const declared = fields(groups, `${where} /groups`);
  const resolved = {
    ...(kind === 'phantom' ? {} : table(declared, kind)),
    by: groupings(declared.raw('by'), declared.at('by')),
  };
  declared.end();
  return resolved;
}

function table(declared: Fields, kind: unknown): Pick<SubjectGroups, 'file' | 'subject'> {
  const own = kind === 'scores' && !declared.has('file');
  return {
    ...(!own && { file: path(declared) }),
    ...(!own && declared.has('subject') && { subject: declared.text('subject') }),
  };
}

/** Absolute, or below the folder of assets; one that begins with `./` is below the workspace. */
function path(declared: Fields): string {
  const file = declared.text('file');
  if (!file.split(/[\\/]/).includes('..')) return file;
  throw fault(declared.at('file'), 'an absolute path, or one without ..', file);
}

function groupings(by: unknown, where: string): SubjectGroups['by'] {
  const declared = fields(by, where);
  const names = Object.keys(by as object);
  if (names.length === 0) throw fault(where, 'at least one grouping, as "sex": "sex"', by);
  const odd = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name));
  if (odd !== undefined) throw fault(where, 'names of groupings of letters, digits, . _ and -', odd);
  return Object.fromEntries(
    names.map((name) => [name, grouping(declared.raw(name), declared.at(name))] as const),
  );
}

function grouping(given: unknown, where: string): Grouping {
  if (typeof given === 'string' && given !== '') return { column: given };
  const declared = fields(given, where);
  const column = declared.text('column');
  const bands = declared.raw('bands');
  const names = declared.raw('names');
  declared.end();
  if (bands === undefined && names === undefined) return { column };
  if (!isAscending(bands)) throw fault(declared.at('bands'), 'numbers in ascending order', bands);
  if (names === undefined) return { column, bands };
  if (!isNames(names) || names.length !== bands.length + 1) {
    throw fault(declared.at('names'), `${bands.length + 1} different names, the lowest band's first`, names);
  }
  return { column, bands, names };
}

function isAscending(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each, i) => Number.isFinite(each) && (i === 0 || each > value[i - 1]))
  );
}

function isNames(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((name) => typeof name === 'string' && name.trim() !== '') &&
    new Set(value).size === value.length
  );
}

function fault(where: string, expected: string, got: unknown): InputError {
  return new InputError({
    where,
    expected,
    got: JSON.stringify(got) ?? 'nothing',
    remedy: 'correct this value',
  });
}
