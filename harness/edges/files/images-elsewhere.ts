import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { ImagesElsewhere } from '../../baselines/method.ts';
import { assertRangeUsed, greatestOf } from '../../datasets/range-used.ts';
import { type Image, shapeOf, toGrey } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { sha256 } from '../../pipeline/canonical.ts';
import type { StackItem } from '../../pipeline/image-stack.ts';
import { globPattern } from './images/collection/glob.ts';
import { decodeNpy } from './images/npy.ts';
import { decodePng } from './images/png.ts';
import { unreadable } from './read-bytes.ts';

/** An image that another program made: the sample that its name says, and its content. */
export interface ForeignFile {
  readonly id: string;
  /** Its path below the method's folder, with `/` between the parts. */
  readonly name: string;
  readonly sha256: string;
}

/**
 * The folder that a method's images are in.
 * @param levels what stands for `{dataset}` and the other factors
 * @param base the folder that a relative one starts from: that of assets, or the workspace's for one that begins with ./
 * @throws InputError when the folder names something else in braces, or is a relative one that leads out.
 */
export function foreignFolder(
  { folder }: ImagesElsewhere,
  levels: Readonly<Record<string, string>>,
  base: string,
): string {
  const named = folder.replace(/\{([^}]*)\}/g, (_, factor: string) => {
    const level = levels[factor];
    // A level's id is a name in a path; `..` is none.
    if (level !== undefined && /^[\w-][\w.-]*$/.test(level)) return level;
    throw fault(
      `"${folder}"`,
      `{${Object.keys(levels).join('}, {')}}`,
      `{${factor}}`,
      'name a factor of the cell',
    );
  });
  if (isAbsolute(named)) return named;
  const inside = relative(base, resolve(base, named));
  if (inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
    return resolve(base, named);
  throw fault(
    `"${folder}"`,
    'a folder of the assets folder, or one that begins with ./ for the workspace',
    named,
    'put the images there, or give an absolute path',
  );
}

/**
 * The files of a folder that are a method's images, with their hashes, by name. Names that begin with a dot are
 * passed over.
 * @throws InputError when the folder cannot be read, a link leads out of it, or an id comes twice.
 */
export function foreignFiles(folder: string, { files }: ImagesElsewhere): ForeignFile[] {
  const pattern = globPattern(files, { id: '(?<id>[^/]+)' });
  let names: readonly string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw unreadable(folder, error, 'a folder of images');
  }
  const found: ForeignFile[] = [];
  const twice: string[] = [];
  const seen = new Set<string>();
  for (const path of [...names].sort()) {
    const name = path.split(sep).join('/');
    const id = pattern.exec(name)?.groups?.['id'];
    if (id === undefined || /(?:^|\/)\./.test(name)) continue;
    if (seen.has(id)) twice.push(`${id} (${name})`);
    seen.add(id);
    assertInside(folder, name);
    found.push({ id, name, sha256: sha256(bytesOf(join(folder, name))) });
  }
  if (twice.length > 0)
    throw fault(folder, 'one image of each sample', `again ${told(twice)}`, 'narrow "files"');
  return found;
}

/**
 * The images of the samples, in their order, grey where the sample's is.
 * @param reference the samples with their HR images, which have the sizes that are wanted
 * @throws InputError that lists every missing, extra, changed and mis-sized image, and those with values outside
 * [0, 1], or says that all are faint.
 */
export function readForeignImages(
  folder: string,
  files: readonly ForeignFile[],
  reference: readonly StackItem[],
  { extra }: ImagesElsewhere,
): StackItem[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const wanted = new Set(reference.map(({ id }) => id));
  const faults = {
    missing: reference.filter(({ id }) => !byId.has(id)).map(({ id }) => id),
    extra: extra === 'ignore' ? [] : files.filter(({ id }) => !wanted.has(id)).map(({ name }) => name),
    'changed since the run began': [] as string[],
    'of another size': [] as string[],
    'with values outside [0, 1]': [] as string[],
  };
  const items = reference.flatMap(({ id, subject, image: target }) => {
    const file = byId.get(id);
    if (!file) return [];
    const path = join(folder, file.name);
    const bytes = bytesOf(path);
    if (sha256(bytes) !== file.sha256) {
      faults['changed since the run began'].push(file.name);
      return [];
    }
    const image = decoded(bytes, path, target);
    if (shapeOf(image) !== shapeOf(target)) {
      faults['of another size'].push(`${file.name} ${shapeOf(image)} instead of ${shapeOf(target)}`);
    }
    if (!image.data.every((value) => value >= 0 && value <= 1)) {
      faults['with values outside [0, 1]'].push(file.name);
    }
    return [{ id, subject, image }];
  });
  const listed = Object.entries(faults).filter(([, names]) => names.length > 0);
  if (listed.length > 0)
    throw fault(
      folder,
      `an image of each of ${reference.length} samples, of the HR image's size`,
      listed.map(([what, names]) => `${names.length} ${what}: ${told(names)}`).join('; '),
      'mend the folder or "files"; "extra": "ignore" passes over images of no sample',
    );
  assertRangeUsed(
    items.reduce((most, { image }) => Math.max(most, greatestOf(image)), 0),
    folder,
  );
  return items;
}

function decoded(bytes: Uint8Array, path: string, target: Image): Image {
  const image = /\.npy$/i.test(path) ? decodeNpy(bytes, path, { like: target }) : decodePng(bytes, path);
  // The release's programs write the mean of three channels as well.
  return target.channels === 1 ? toGrey(image) : image;
}

function assertInside(folder: string, name: string): void {
  let inside: string;
  try {
    inside = relative(realpathSync(folder), realpathSync(join(folder, name)));
  } catch (error) {
    throw unreadable(join(folder, name), error, 'an image');
  }
  if (!inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return;
  throw fault(folder, 'files of this folder', `a link that leads out of it (${name})`, 'copy the file there');
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error, 'an image');
  }
}

/** All of a few names, the first ones of many. */
function told(names: readonly string[]): string {
  return names.length > MOST
    ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`
    : names.join(', ');
}

const MOST = 20;

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
