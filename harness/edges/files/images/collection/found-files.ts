import { existsSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError, type InputFault } from '../../../../numeric/input-error.ts';
import { unreadable } from '../../read-bytes.ts';
import { isDirectory, listedIn } from '../dicom/directory.ts';
import { parseDicom } from '../dicom/parse-dicom.ts';
import { globPattern, splitGlob } from './glob.ts';

/** A file that may be an image. */
export interface FoundFile {
  readonly path: string;
  /** What it is called: its path from the folder that was given, `/` between the parts. */
  readonly name: string;
  /** It was named by itself, so that it must be an image. */
  readonly meant: boolean;
}

/** Something that is no image, and why it was passed over. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** The files of a source, what was passed over and what is wrong. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly leftOut: readonly LeftOut[];
  readonly faults: readonly InputFault[];
}

/**
 * The files that a source means, ordered by name: those below a folder; those that a glob matches; those that a list
 * names (`.txt` or `.lst`, a path from its own folder on each line); those that a `DICOMDIR` lists; or one file.
 * @param except folders below that are passed over, without a word
 * @throws InputError where there is nothing.
 */
export async function foundFiles(source: string, except: readonly string[] = []): Promise<FoundFiles> {
  const kind = statSync(source, { throwIfNoEntry: false });
  if (kind?.isDirectory()) return below(source, except);
  const glob = kind ? undefined : splitGlob(source.split(sep).join('/'));
  if (glob) {
    const pattern = globPattern(glob.glob);
    const { files, leftOut, faults } = await below(glob.folder, except);
    return {
      files: files.filter(({ name }) => pattern.test(name)),
      leftOut: leftOut.filter(({ path }) => pattern.test(nameOf(glob.folder, path))),
      faults: faults.filter(({ where }) => pattern.test(nameOf(glob.folder, where))),
    };
  }
  if (!kind) throw unreadable(source, { code: 'ENOENT' }, 'a folder, a file, a list of files or a glob');
  if (/\.(txt|lst)$/i.test(source)) return ofList(await linesOf(source), dirname(source));
  if (basename(source).toUpperCase() === 'DICOMDIR') return ofDirectory(source);
  return { files: [{ path: source, name: basename(source), meant: true }], leftOut: [], faults: [] };
}

/**
 * The files that a DICOMDIR lists, by their names in whatever case a disc was copied with.
 * @throws InputError when it does not read.
 */
export async function ofDirectory(path: string): Promise<FoundFiles> {
  const refuse = (got: string): never => {
    throw new InputError({ where: path, expected: 'a DICOMDIR', got, remedy: 'name the folder instead' });
  };
  const file = await readFile(path)
    .then(parseDicom)
    .catch((error) => refuse((error as Error).message));
  if (!isDirectory(file)) return refuse('another DICOM file');
  const folder = dirname(path);
  return ofList(
    listedIn(file).map((parts) =>
      parts.map((part, i) => inCase(join(folder, ...parts.slice(0, i)), part)).join('/'),
    ),
    folder,
  );
}

async function below(folder: string, except: readonly string[]): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const leftOut: LeftOut[] = [];
  const faults: InputFault[] = [];
  const passed = new Set(except.map((path) => resolve(path)));
  const walk = async (at: string): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true }).catch((error) => {
      throw unreadable(at, error, 'a folder');
    });
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.name.startsWith('.')) leftOut.push({ path, why: 'a name that begins with a dot' });
      else if (entry.isDirectory()) {
        if (!passed.has(resolve(path))) await walk(path);
      } else {
        const what = await stat(path).catch(() => undefined);
        if (!what) faults.push(unreadable(path, { code: 'ENOENT' }, 'a file, as the link has it').fault);
        else if (what.isFile()) files.push({ path, name: nameOf(folder, path), meant: false });
        else leftOut.push({ path, why: what.isDirectory() ? 'a link to a folder' : 'no file' });
      }
    }
  };
  await walk(folder);
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), leftOut, faults };
}

function ofList(names: readonly string[], folder: string): FoundFiles {
  const files: FoundFile[] = [];
  const faults: InputFault[] = [];
  for (const listed of names) {
    const path = isAbsolute(listed) ? listed : join(folder, listed);
    const bare = existsSync(path) ? path : path.replace(/#[^#]*$/, '');
    if (existsSync(bare)) files.push({ path, name: nameOf(folder, path), meant: true });
    else faults.push(unreadable(path, { code: 'ENOENT' }, 'a file that is listed').fault);
  }
  return { files, leftOut: [], faults };
}

async function linesOf(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw unreadable(path, error, 'a list of files');
  });
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('# '));
}

/** A name as the folder has it; as it was given where it has none alike. */
function inCase(folder: string, name: string): string {
  if (existsSync(join(folder, name))) return name;
  return (
    [name.toLowerCase(), `${name}.dcm`, `${name.toLowerCase()}.dcm`].find((other) =>
      existsSync(join(folder, other)),
    ) ?? name
  );
}

/** Below the folder, its path from there; elsewhere the whole. */
function nameOf(folder: string, path: string): string {
  const inside = relative(resolve(folder), resolve(path));
  return (inside.startsWith('..') ? path : inside).split(sep).join('/');
}
