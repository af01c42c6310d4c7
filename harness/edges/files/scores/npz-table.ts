import { unzipSync } from 'fflate';
import { InputError } from '../../../numeric/input-error.ts';
import type { ScoreTable } from '../../../record/scores/table.ts';
import { dtypes, parseHeader, readHeader } from '../images/npy.ts';

/**
 * A NumPy archive as a table: a column an array, all of one axis and one length; texts (`<U5`, `|S5`) and numbers.
 * @throws InputError where it is damaged, or an array has another shape or type.
 */
export function npzTable(path: string, bytes: Uint8Array): Pick<ScoreTable, 'rows' | 'layout'> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: ({ name }) => name.endsWith('.npy') });
  } catch (error) {
    throw fault(path, 'an undamaged archive', (error as Error).message, 'copy it again');
  }
  const columns = Object.entries(files).map(
    ([name, own]) => [name.slice(0, -4), vectorOf(own, `${path} ${name}`)] as const,
  );
  const lengths = columns.map(([, values]) => values.length);
  if (new Set(lengths).size > 1) {
    const got = columns.map(([name, { length }]) => `${name} ${length}`).join(', ');
    throw fault(path, 'arrays of one length, a value an image', got, 'save ids and scores alone');
  }
  const rows = Array.from({ length: lengths[0] ?? 0 }, (_, i) => ({
    place: `element ${i}`,
    cells: Object.fromEntries(columns.map(([name, values]) => [name, values[i]])),
  }));
  return { rows, layout: 'a NumPy archive, an array a column' };
}

function vectorOf(bytes: Uint8Array, where: string): readonly (number | string)[] {
  const { header, offset } = readHeader(bytes, where);
  const { descr, shape } = parseHeader(header, where);
  const long = shape.filter((count) => count !== 1);
  if (long.length > 1)
    throw fault(where, 'one axis', `[${shape.join(', ')}]`, 'save one value an image, an array a score');
  const length = shape.reduce((product, count) => product * count, 1);
  const text = /^[<>|=]?([US])(\d+)$/.exec(descr);
  const dtype = dtypes[descr.slice(1)];
  const size = text ? Number(text[2]) * (text[1] === 'U' ? 4 : 1) : dtype?.size;
  if (size === undefined)
    throw fault(where, 'numbers or texts', `"${descr}"`, 'convert it with .astype(float) or .astype(str)');
  if (bytes.length - offset !== length * size)
    throw fault(
      where,
      `${length * size} bytes of values`,
      `${bytes.length - offset}`,
      'copy or write it again',
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length * size);
  const little = descr[0] !== '>';
  return Array.from({ length }, (_, i) =>
    text ? textAt(view, i * size, size, text[1]!, little, where) : dtype!.read(view, i * size, little),
  );
}

/** A text of four bytes a character (`U`) or one (`S`), without the zeros that fill it. */
function textAt(
  view: DataView,
  at: number,
  size: number,
  kind: string,
  little: boolean,
  where: string,
): string {
  const step = kind === 'U' ? 4 : 1;
  const codes = Array.from({ length: size / step }, (_, i) =>
    step === 4 ? view.getUint32(at + 4 * i, little) : view.getUint8(at + i),
  );
  const wrong = codes.find((code) => code > 0x10ffff);
  if (wrong !== undefined)
    throw fault(where, 'characters of Unicode', `the number ${wrong}`, 'write it again');
  return String.fromCodePoint(...codes).replace(/\0+$/, '');
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
