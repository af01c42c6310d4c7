import { resolveDegradation } from '../degrade/catalogue.ts';
import type { Degradation } from '../degrade/degradation.ts';
import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Patches, resolvePatches } from './patches.ts';
import { type Quantisation, resolveQuantisation } from './quantisation.ts';
import { resolveFileScaling, resolveScaling } from './scaling.ts';
import type { ScaleRule } from './scaling-rule.ts';
import { resolveSlices, type SliceSelection } from './slice-selection.ts';
import { compilePattern } from './subject.ts';

/** Images as their publisher lays them out: which files, whose they are, which slices, and how these become images. */
export interface RawImages {
  readonly id: string;
  readonly kind: 'raw';
  readonly root: string;
  /**
   * A regular expression on the path below the root; other files are left out. Its group `subject` is who was imaged
   * (the path without its extension where there is none); `name` and `tables` may use its other groups.
   */
  readonly files: string;
  /** An image's id: text with groups of the pattern, `{stem}` and `{slice}` in braces. */
  readonly name: string;
  /** The axis across which volumes are sliced; absent where a file is one image. */
  readonly axis?: 0 | 1 | 2;
  readonly slices?: SliceSelection;
  /** Which volume of a file that holds several, counted from 0. */
  readonly volume?: number;
  /** Of volumes one that reads no header. */
  readonly scaling: ScaleRule;
  /** Rounds the scaled slices, as a release that saves them does. */
  readonly steps?: Quantisation;
  readonly crop: 'none' | 'center-square';
  /** A resize, as a degradation of that kind is declared: height, width, kernel, mode. */
  readonly size?: Readonly<Record<string, unknown>>;
  /** Squares cut from what these steps leave, in place of it. */
  readonly patches?: Patches;
  /** The file of a volume's mask: its path with one text in place of another. */
  readonly masks?: { readonly from: string; readonly to: string };
  /** Tables beside the images that say which of them belong to the set. */
  readonly tables: readonly ImageTable[];
  readonly take?: Take;
  /** What makes the LR images that the release of published data holds. */
  readonly low?: Degradation;
}

/** A CSV, gzipped or not, with a row an image; images whose row has none of the texts are left out. */
export interface ImageTable {
  readonly file: string;
  /** The column that names the image, and the group of `files` that it equals. */
  readonly key: string;
  readonly group: string;
  /** By column, the texts of which one must stand there. */
  readonly where: Readonly<Record<string, readonly string[]>>;
}

/** A part of the set: so many subjects from one on in the order of their names, or so many files evenly spaced. */
export type Take =
  | { readonly of: 'subjects'; readonly from: number; readonly count: number }
  | { readonly of: 'files'; readonly count: number };

/** How raw images become those of the set. @throws InputError on values that are not allowed. */
export function resolveRaw(declared: Fields, id: string, root: string): RawImages {
  const files = declared.text('files');
  compilePattern(files, declared.at('files'));
  const volumes = declared.has('axis') || declared.has('slices');
  const [steps, size, take, low] = ['steps', 'size', 'take', 'low'].map((key) => declared.raw(key));
  return {
    id,
    kind: 'raw',
    root,
    files,
    name: declared.text('name', volumes ? '{stem}_z{slice}' : '{stem}'),
    ...(volumes && {
      axis: declared.integer('axis', { atLeast: 0, atMost: 2 }) as 0 | 1 | 2,
      slices: resolveSlices(declared.raw('slices'), declared.at('slices')),
      ...(declared.has('volume') && { volume: declared.integer('volume', { atLeast: 0 }) }),
    }),
    scaling: (volumes ? resolveScaling : resolveFileScaling)(declared.raw('scaling'), declared.at('scaling')),
    ...(steps !== undefined && { steps: resolveQuantisation(steps, declared.at('steps')) }),
    crop: declared.oneOf('crop', ['none', 'center-square'], 'none'),
    ...(size !== undefined && { size: size as Readonly<Record<string, unknown>> }),
    ...(declared.has('patches') && {
      patches: resolvePatches(declared.raw('patches'), declared.at('patches')),
    }),
    ...(declared.has('masks') && { masks: masks(fields(declared.raw('masks'), declared.at('masks'))) }),
    tables: list(declared, 'tables').map((table, i) =>
      imageTable(fields(table, `${declared.at('tables')}/${i}`)),
    ),
    ...(take !== undefined && { take: part(fields(take, declared.at('take'))) }),
    ...(low !== undefined && { low: resolveDegradation(low, declared.at('low')) }),
  };
}

function masks(declared: Fields) {
  const replaced = { from: declared.text('from'), to: declared.text('to') };
  declared.end();
  return replaced;
}

function imageTable(declared: Fields): ImageTable {
  const where = fields(declared.raw('where'), declared.at('where'));
  const columns = Object.keys(declared.raw('where') as object);
  const table = {
    file: declared.text('file'),
    key: declared.text('key'),
    group: declared.text('group'),
    where: Object.fromEntries(columns.map((column) => [column, list(where, column).map(String)])),
  };
  declared.end();
  return table;
}

function part(declared: Fields): Take {
  const of = declared.oneOf('of', ['subjects', 'files']);
  const count = declared.integer('count', { atLeast: 1 });
  const take: Take =
    of === 'files' ? { of, count } : { of, from: declared.integer('from', { atLeast: 0 }, 0), count };
  declared.end();
  return take;
}

function list(declared: Fields, key: string): readonly unknown[] {
  const value = declared.raw(key) ?? [];
  if (Array.isArray(value)) return value;
  throw new InputError({
    where: declared.at(key),
    expected: 'a list',
    got: JSON.stringify(value),
    remedy: 'write [ ... ] here',
  });
}
