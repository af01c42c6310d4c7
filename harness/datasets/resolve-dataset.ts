import { resolveDegradation } from '../degrade/catalogue.ts';
import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import {
  type DatasetDeclaration,
  type DatasetUse,
  type PngFolder,
  partnerNames,
  type RealMr,
  type Whole,
} from './dataset.ts';
import { resolveJoined } from './joined.ts';
import { resolvePatches } from './patches.ts';
import { type Anatomy, phantoms } from './phantoms/catalogue.ts';
import { resolvePhantom } from './phantoms/resolve-phantom.ts';
import { publishedRaw } from './published-sources.ts';
import { type RawImages, resolveRaw } from './raw-images.ts';
import { resolveScaling } from './scaling.ts';
import { compilePattern } from './subject.ts';

/**
 * Checks and completes the declaration of a data set.
 * @param where its place, for messages
 * @throws InputError on unknown keys and on values that are not allowed.
 */
export function resolveDataset(declaration: unknown, where: string): DatasetDeclaration {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'title', 'task', 'training', 'networks', 'masks', 'whole']) declared.raw(key);
  const id = declared.text('id');
  const kind = declared.oneOf('kind', ['real-mr', 'folder', 'raw', 'joined', 'phantom', 'scores']);
  const resolved = kinds[kind](declared, id);
  declared.end();
  return resolved;
}

/** What the declaration of a data set says of its use. @throws InputError as {@link resolveDataset} does. */
export function resolveUse(declaration: unknown, where: string): DatasetUse {
  const declared = fields(declaration, where);
  const task = declared.raw('task');
  return {
    ...(task !== undefined && { task: taskOf(task, declared.at('task')) }),
    ...(declared.has('training') && { training: declared.text('training') }),
    ...(declared.has('networks') && { networks: declared.text('networks') }),
    // Of raw images they say where the files of masks are.
    ...(declared.has('masks') && declared.raw('kind') !== 'raw' && { masks: masks(declared) }),
    ...(declared.has('whole') && { whole: whole(fields(declared.raw('whole'), declared.at('whole'))) }),
  };
}

function taskOf(task: unknown, where: string): NonNullable<DatasetUse['task']> {
  if (typeof task !== 'object' || (task as { kind?: unknown }).kind !== 'own')
    return resolveDegradation(task, where);
  const declared = fields(task, where);
  declared.raw('kind');
  declared.end();
  return { kind: 'own' };
}

function whole(declared: Fields): Whole {
  const counts = {
    images: declared.integer('images', { atLeast: 1 }),
    ...(declared.has('subjects') && { subjects: declared.integer('subjects', { atLeast: 1 }) }),
    ...(declared.has('side') && { side: declared.integer('side', { atLeast: 1 }) }),
  };
  declared.end();
  return counts;
}

/** Masks must be there where they are declared: a score that is to be limited by one would be of the whole image. */
function masks(declared: Fields): boolean {
  const wanted = declared.truth('masks');
  const anatomy = declared.raw('anatomy') as Anatomy | undefined;
  if (!wanted || (anatomy !== undefined && phantoms[anatomy].masks)) return wanted;
  return refuse(declared, 'masks', 'masks of phantoms that have a region', anatomy ?? declared.raw('kind'));
}

const kinds: Readonly<
  Record<DatasetDeclaration['kind'], (declared: Fields, id: string) => DatasetDeclaration>
> = {
  // One scale for the whole head keeps the slices' brightness comparable.
  'real-mr': (declared, id) => {
    const size = declared.raw('size');
    return {
      id,
      kind: 'real-mr',
      scaling: resolveScaling(declared.raw('scaling') ?? 'volume-min-max', declared.at('scaling')),
      ...(size !== undefined && { size: size as Readonly<Record<string, unknown>> }),
      ...(declared.has('order') && { order: order(declared, size) }),
      ...(declared.has('patches') && {
        patches: resolvePatches(declared.raw('patches'), declared.at('patches')),
      }),
    };
  },
  folder,
  raw: (declared, id) => resolveRaw(declared, id, path(declared, 'root')),
  joined: (declared, id) => resolveJoined(declared, id, (part) => path(part, 'root')),
  phantom: resolvePhantom,
  scores: (declared, id) => {
    if (declared.has('subjects') && declared.has('subject')) {
      refuse(declared, 'subject', 'a pattern of subjects or the column "subjects", one of them', 'both');
    }
    return {
      id,
      kind: 'scores',
      file: path(declared, 'file'),
      sample: declared.text('sample', 'id'),
      ...(declared.has('subjects')
        ? { subjects: declared.text('subjects') }
        : { subject: pattern(declared, 'subject', '^(.+)$') }),
      where: declared.texts('where', {}),
    };
  },
};

/** A resize in 8 bits would clamp values that are not yet in [0, 1]. */
function order(declared: Fields, size: unknown): NonNullable<RealMr['order']> {
  const first = declared.oneOf('order', ['scale-first', 'resize-first']);
  const { mode } = { ...(size as { mode?: unknown } | undefined) };
  if (first === 'scale-first' || mode === 'float') return first;
  return refuse(declared, 'order', 'a size of mode float for resize-first', mode ?? 'none');
}

function folder(declared: Fields, id: string): PngFolder {
  const split = declared.text('split');
  if (!isFolderName(split)) refuse(declared, 'split', 'the name of a folder in the root', split);
  return {
    id,
    kind: 'folder',
    root: path(declared, 'root'),
    split,
    subject: pattern(declared, 'subject'),
    partners: partners(declared, 'partners', ['lr']),
    optional: partners(declared, 'optional', []),
    ...(declared.has('source') && {
      source: source(fields(declared.raw('source'), declared.at('source')), id, split),
    }),
  };
}

/** Published data by name, or a declaration of one's own, of the split that the folder would hold. */
function source(declared: Fields, id: string, split: string): RawImages {
  const own = declared.raw('published') === undefined;
  const root = path(declared, 'root');
  // What was completed before has these.
  for (const key of ['id', 'kind']) declared.raw(key);
  if (own) {
    const resolved = resolveRaw(declared, id, root);
    declared.end();
    return resolved;
  }
  const at = declared.at('published');
  const { raw, task } = publishedRaw(declared.text('published'), declared.text('procedure'), split, at);
  declared.end();
  return { ...resolveRaw(fields(raw, at), id, root), low: resolveDegradation(task, at) };
}

/** Absolute, or below the folder of assets; one that begins with `./` is below the workspace. */
function path(declared: Fields, key: 'root' | 'file'): string {
  const value = declared.text(key);
  if (value.split(/[\\/]/).includes('..')) {
    refuse(declared, key, 'an absolute path, or one below the folder of the declaration', value);
  }
  return value;
}

function pattern(declared: Fields, key: string, fallback?: string): string {
  const source = declared.text(key, fallback);
  compilePattern(source, declared.at(key));
  return source;
}

function partners(
  declared: Fields,
  key: 'partners' | 'optional',
  fallback: PngFolder['partners'],
): PngFolder['partners'] {
  const value = declared.raw(key) ?? fallback;
  if (Array.isArray(value) && value.every((name) => partnerNames.includes(name))) return value;
  return refuse(declared, key, `a list of ${partnerNames.join(', ')}`, value);
}

function isFolderName(name: string): boolean {
  return !/[\\/]/.test(name) && name !== '.' && name !== '..';
}

function refuse(declared: Fields, key: string, expected: string, got: unknown): never {
  throw new InputError({
    where: declared.at(key),
    expected,
    got: JSON.stringify(got),
    remedy: 'correct this value',
  });
}
