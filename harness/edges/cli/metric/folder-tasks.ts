import type { InputFault } from '../../../numeric/input-error.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { type CollectedImage, collectImages } from '../../files/images/collection/collection.ts';
import { faultsError } from '../../files/images/collection/faults.ts';
import type { LeftOut } from '../../files/images/collection/found-files.ts';
import { meansMany } from '../../files/images/collection/means-many.ts';
import type { ImagePlace } from '../../files/images/collection/open-found.ts';
import { commonFolder } from '../../files/images/collection/subjects.ts';
import type { Role } from './score-pair.ts';

/** Where the images of each role are: folders, globs or lists; a mask may be one file, for all. */
export type Sources = { readonly image: string } & Readonly<Partial<Record<Role, string>>>;

/** One image to score, as plain data, so that any thread can do it. */
export interface ScoreTask {
  readonly id: string;
  readonly subject: string;
  readonly files: { readonly image: ImagePlace } & Readonly<Partial<Record<Role, ImagePlace>>>;
}

/** An image that has no partner of its id. */
export interface Unmatched {
  readonly id: string;
  readonly path: string;
  readonly lackingIn: string;
}

export interface FolderTasks {
  readonly tasks: readonly ScoreTask[];
  readonly unmatched: readonly Unmatched[];
  readonly faults: readonly InputFault[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The images of sources that go together, by id and never by position, in the order of the first source. What has no
 * partner, cannot be read or is no image is listed.
 * @throws InputError where nothing goes together, or a source of one file stands beside those of many.
 */
export async function folderTasks(sources: Sources): Promise<FolderTasks> {
  const given = Object.entries(sources) as [Role, string][];
  const found = new Map<Role, ReadonlyMap<string, CollectedImage>>();
  const shared: Partial<Record<Role, ImagePlace>> = {};
  const faults: InputFault[] = [];
  const leftOut: LeftOut[] = [];
  for (const [role, source] of given) {
    const one = !meansMany(source);
    if (one && role !== 'mask') throw single(source, sources.image);
    const others = given.flatMap(([, other]) => (other === source ? [] : [other]));
    const collected = await collectImages(source, { skipFaulty: true, except: others });
    faults.push(...collected.faults);
    leftOut.push(...collected.leftOut);
    if (one) shared[role] = collected.images[0]!.at;
    else found.set(role, byId(collected.images, source));
  }
  const tasks: ScoreTask[] = [];
  const unmatched: Unmatched[] = [];
  for (const id of new Set([...found.values()].flatMap((images) => [...images.keys()]))) {
    const own = [...found].flatMap(([role, images]) => {
      const image = images.get(id);
      return image ? [[role, image] as const] : [];
    });
    const lacking = [...found.keys()].filter((role) => !own.some(([has]) => has === role));
    const [, first] = own[0]!;
    for (const role of lacking) unmatched.push({ id, path: first.path, lackingIn: sources[role]! });
    if (lacking.length > 0) continue;
    const images = own.map(([, image]) => image);
    const { subject } = images.find(({ subjectFrom }) => subjectFrom !== 'file') ?? first;
    const places = Object.fromEntries(own.map(([role, { at }]) => [role, at]));
    tasks.push({ id, subject, files: { ...shared, ...places } as ScoreTask['files'] });
  }
  if (tasks.length === 0) throw nothingInCommon(sources, unmatched, faults);
  return { tasks, unmatched, faults, leftOut };
}

/** Images by id; those of a list from the folder on that all of them are in, as lists of `sr/` and `hr/` go together. */
function byId(images: readonly CollectedImage[], source: string): ReadonlyMap<string, CollectedImage> {
  const listed = /\.(txt|lst)$/i.test(source.replace(/#.*$/, ''));
  const common = listed ? commonFolder(images.map(({ id }) => id)) : '';
  return new Map(images.map((image) => [image.id.slice(common.length), image]));
}

function single(source: string, image: string): InputError {
  return new InputError({
    where: source,
    expected: `a folder, a glob or a list of files${source === image ? '' : `, as ${image} is`}`,
    got: 'one file',
    remedy:
      source === image ? 'name the folders of both' : 'name the images that go with those by their names',
  });
}

function nothingInCommon(
  { image, ...others }: Sources,
  unmatched: readonly Unmatched[],
  faults: readonly InputFault[],
): InputError {
  if (faults.length > 0) return faultsError(image, faults, unmatched.length + faults.length, undefined);
  const ids = unmatched.slice(0, 4).map(({ id, lackingIn }) => `${id} not in ${lackingIn}`);
  return new InputError({
    where: `pairing ${[image, ...Object.values(others)].join(' with ')}`,
    expected: 'images of the same names in all of them',
    got: `none of ${unmatched.length} ids: ${ids.join(', ')}${unmatched.length > 4 ? ', ...' : ''}`,
    remedy: 'rename them; pairs are never matched by position',
  });
}
