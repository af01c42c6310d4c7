import { existsSync } from 'node:fs';
import { InputError } from '../../../../numeric/input-error.ts';
import type { Format } from '../format.ts';
import { openers } from '../openers.ts';
import { parseSelection, type Selection } from '../selection.ts';

/** One selection for all files of a collection. */
export interface FolderSelection {
  /** Its part that files of a format can follow. */
  of(format: Format): Selection;
  /** @throws InputError where a part of it was for no file. */
  assertUsed(where: string): void;
}

/**
 * What is chosen in every file that holds several images, as after a `#`: `axial=50%`, or for files of several kinds
 * `axial=50%,slice=50%,frame=all`; each part is for those that have it.
 * @throws InputError on a text that is no selection.
 */
export function folderSelection(text: string | undefined, where: string): FolderSelection {
  const parts =
    text === undefined
      ? []
      : text.split(',').map((part) => ({ text: part, selection: parseSelection(part, where) }));
  const used = new Set<string>();
  return {
    of(format) {
      const fitting = parts.filter(({ selection }) => fits(selection, format));
      for (const part of fitting) used.add(part.text);
      return { ...Object.assign({}, ...fitting.map(({ selection }) => selection)), whereSeveral: true };
    },
    assertUsed(source) {
      const unused = parts.find((part) => !used.has(part.text));
      if (unused === undefined) return;
      throw new InputError({
        where,
        expected: 'parts that some file has',
        got: `${unused.text}, which is for none of ${source}`,
        remedy: 'leave it out',
      });
    },
  };
}

/**
 * A source and the text of its selection: what follows its `#`, or what is given besides.
 * @throws InputError where both are.
 */
export function splitSource(
  named: string,
  select: string | undefined,
): { readonly source: string; readonly text: string | undefined } {
  const at = named.lastIndexOf('#');
  if (at < 0 || existsSync(named)) return { source: named, text: select };
  if (select === undefined) return { source: named.slice(0, at), text: named.slice(at + 1) };
  throw new InputError({
    where: named,
    expected: 'one selection',
    got: `one after the # and --select ${select}`,
    remedy: 'leave one of them out',
  });
}

function fits(selection: Selection, format: Format): boolean {
  const [key] = Object.keys(selection) as (keyof Selection)[];
  if (!openers[format].selects.includes(key!)) return false;
  const array = openers[format].selects.includes('layout');
  return selection.slice === undefined || (selection.slice.across === 'first') === array;
}
