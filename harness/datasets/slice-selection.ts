import { fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';

/** Which slices of a volume: by index, or so many of them evenly from a part of the axis. */
export type SliceSelection =
  | { readonly indices: readonly number[] }
  | {
      readonly count: number;
      /** The part's ends, as shares of the axis. */
      readonly from: number;
      readonly to: number;
    };

/**
 * The selection that a declaration means; the part is the middle half where it names none, as in the release.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveSlices(declaration: unknown, where: string): SliceSelection {
  const declared = fields(declaration, where);
  const selection = declared.has('indices')
    ? indices(declared.raw('indices'), declared.at('indices'))
    : part();
  declared.end();
  return selection;

  function part(): SliceSelection {
    const count = declared.integer('count', { atLeast: 1 });
    const from = declared.number('from', { atLeast: 0, atMost: 1 }, 0.25);
    return { count, from, to: declared.number('to', { above: from, atMost: 1 }, 0.75) };
  }
}

/**
 * Indices of the selected slices of an axis, ascending. Of a part that spans the slices a .. b - 1, with
 * a = floor(from size) and b = floor(to size), the i-th of n is a + floor(i (b - a) / n).
 * @throws InputError when an index is not on the axis, or the part has fewer slices than are asked for.
 */
export function selectSlices(size: number, selection: SliceSelection, where: string): number[] {
  if ('indices' in selection) {
    const beyond = selection.indices.find((index) => index >= size);
    if (beyond !== undefined) refuse(where, `slices from 0 to ${size - 1}`, `${beyond}`);
    return [...selection.indices];
  }
  const first = Math.floor(selection.from * size);
  const there = Math.floor(selection.to * size) - first;
  if (there < selection.count) {
    refuse(where, `at least ${selection.count} slices in the selected part`, `${there} of ${size}`);
  }
  return evenly(first, there, selection.count);
}

/** So many of the numbers that are there from the first on: the i-th of n is first + floor(i there / n). */
export function evenly(first: number, there: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + Math.floor((i * there) / count));
}

function indices(value: unknown, where: string): SliceSelection {
  const ascending =
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((index, i) => Number.isInteger(index) && index >= 0 && (i === 0 || index > value[i - 1]));
  if (!ascending)
    refuse(where, 'a list of ascending slice numbers from 0', JSON.stringify(value) ?? 'nothing');
  return { indices: value as number[] };
}

function refuse(where: string, expected: string, got: string): never {
  throw new InputError({ where, expected, got, remedy: 'choose other slices' });
}
