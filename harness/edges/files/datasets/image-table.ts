import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ImageTable } from '../../../datasets/raw-images.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { tableBytes, tableText } from '../scores/table-text.ts';

type Row = Readonly<Record<string, string>>;

/** What a table says of images. */
export interface TableImages {
  readonly path: string;
  /** All that it names. */
  readonly all: ReadonlySet<string>;
  /** Those whose row has one of the texts in every column. */
  readonly kept: ReadonlySet<string>;
}

/**
 * The images that a table names, and those that it leaves in the set.
 * @throws InputError where it is missing, damaged or has no such column; where its texts are none of those that are
 * asked for, or differ from one by case or blanks alone; and where two rows of an image disagree.
 */
export async function imagesOfTable({ file, key, where }: ImageTable, root: string): Promise<TableImages> {
  const path = [join(root, file), join(root, `${file}.gz`)].find((each) => existsSync(each));
  if (path === undefined) {
    throw new InputError({
      where: join(root, file),
      expected: 'the table that says which images belong to the set (.csv or .csv.gz)',
      got: 'nothing there',
      remedy: 'put it beside the images, under its published name',
    });
  }
  const rows = rowsOf(path, tableText(path, await tableBytes(path)));
  for (const column of [key, ...Object.keys(where)]) {
    if (rows.length > 0 && Object.hasOwn(rows[0]!, column)) continue;
    throw new InputError({
      where: path,
      expected: `a column ${column}`,
      got: rows.length > 0 ? Object.keys(rows[0]!).join(', ') : 'no rows',
      remedy: 'correct the declaration, or fetch the table again',
    });
  }
  for (const [column, texts] of Object.entries(where)) assertTexts(path, rows, column, texts);
  const keeps = (row: Row) => Object.entries(where).every(([column, texts]) => texts.includes(row[column]!));
  const found = new Map<string, boolean>();
  for (const [i, row] of rows.entries()) {
    const [id, keep] = [row[key]!, keeps(row)];
    if ((found.get(id) ?? keep) !== keep) {
      throw new InputError({
        where: `${path} row ${i + 1}`,
        expected: `rows of ${id} that agree`,
        got: `one that differs in ${Object.keys(where).join(' or ')}`,
        remedy: 'leave one row of each image',
      });
    }
    found.set(id, keep);
  }
  const kept = new Set([...found].filter(([, keep]) => keep).map(([id]) => id));
  return { path, all: new Set(found.keys()), kept };
}

function rowsOf(path: string, text: string): readonly Row[] {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new InputError({
      where: path,
      expected: 'lines of cells apart by commas, as many as the header has',
      got: (error as Error).message,
      remedy: 'mend the line, or fetch the table again',
    });
  }
}

/** A text that is nearly one of those that are asked for would leave its images out unseen. */
function assertTexts(path: string, rows: readonly Row[], column: string, texts: readonly string[]): void {
  const plain = (text: string) => text.trim().toLowerCase();
  const there = [...new Set(rows.map((row) => row[column]!))];
  const near = there.find(
    (text) => !texts.includes(text) && texts.some((each) => plain(each) === plain(text)),
  );
  if (near === undefined && there.some((text) => texts.includes(text))) return;
  const shown = there.slice(0, 5).map((text) => JSON.stringify(text));
  throw new InputError({
    where: path,
    expected: `${texts.join(' or ')} in the column ${column}`,
    got: near === undefined ? `${shown.join(', ')}${there.length > 5 ? ', ...' : ''}` : JSON.stringify(near),
    remedy: 'correct the declaration, or fetch the table again',
  });
}
