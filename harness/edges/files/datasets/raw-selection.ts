import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ImageTable, RawImages } from '../../../datasets/raw-images.ts';
import { compilePattern } from '../../../datasets/subject.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { evenlySpaced } from '../../../pipeline/evenly-spaced.ts';
import { tableBytes, tableText } from '../scores/table-text.ts';
import type { SourceFile } from './dataset-reader.ts';

/**
 * The files of raw images that the pattern, the tables and the part that is taken leave, by name.
 * @throws InputError where a table is missing or has no such column, images that the tables name are not there, or
 * there are fewer subjects than are taken.
 */
export async function selectedFiles(
  declaration: RawImages,
  root: string,
  all: readonly SourceFile[],
  where: string,
): Promise<readonly SourceFile[]> {
  const { tables, take } = declaration;
  const pattern = compilePattern(declaration.files, where);
  const files = all.filter(({ name }) => pattern.test(name));
  const group = (file: SourceFile, name: string) => pattern.exec(file.name)?.groups?.[name];
  const [first, ...others] = tables;
  const evenly = <T>(items: readonly T[]) => (take?.of === 'files' ? evenlySpaced(items, take.count) : items);
  const chosen = first ? await fromTables(first, others) : evenly(files);
  if (take?.of !== 'subjects') return chosen;
  const subjectOf = (file: SourceFile) => group(file, 'subject') ?? file.name;
  const subjects = [...new Set(chosen.map(subjectOf))].sort();
  const taken = new Set(subjects.slice(take.from, take.from + take.count));
  if (taken.size < take.count) {
    throw new InputError({
      where,
      expected: `${take.count} subjects from number ${take.from} on, by name`,
      got: `${subjects.length} subjects in all`,
      remedy: `finish the download: this part needs ${take.from + take.count}`,
    });
  }
  return chosen.filter((file) => taken.has(subjectOf(file)));

  /** The tables say what there must be: what is not there is a download that has not ended. */
  async function fromTables(table: ImageTable, more: readonly ImageTable[]): Promise<readonly SourceFile[]> {
    let ids = await idsOf(table, root);
    for (const other of more) {
      const also = new Set(await idsOf(other, root));
      ids = ids.filter((id) => also.has(id));
    }
    const byId = new Map(files.map((file) => [group(file, table.group), file]));
    const wanted = evenly([...new Set(ids)].sort());
    const missing = wanted.filter((id) => !byId.has(id));
    if (missing.length > 0) {
      throw new InputError({
        where,
        expected: `${wanted.length} images, as ${tables.map(({ file }) => file).join(' and ')} say`,
        got: `${wanted.length - missing.length}; not there: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`,
        remedy: 'finish the download',
      });
    }
    return wanted.map((id) => byId.get(id)!);
  }
}

/** The images that a table leaves, by what it names them. */
async function idsOf({ file, key, where }: ImageTable, root: string): Promise<readonly string[]> {
  const path = [join(root, file), join(root, `${file}.gz`)].find((each) => existsSync(each));
  if (path === undefined) {
    throw new InputError({
      where: join(root, file),
      expected: 'the table that says which images belong to the set (.csv or .csv.gz)',
      got: 'nothing there',
      remedy: 'put it beside the images, under its published name',
    });
  }
  const rows: Readonly<Record<string, string>>[] = parse(tableText(path, await tableBytes(path)), {
    columns: true,
    bom: true,
  });
  for (const column of [key, ...Object.keys(where)]) {
    if (rows.length > 0 && column in rows[0]!) continue;
    throw new InputError({
      where: path,
      expected: `a column ${column}`,
      got: rows.length > 0 ? Object.keys(rows[0]!).join(', ') : 'no rows',
      remedy: 'correct the declaration, or fetch the table again',
    });
  }
  const kept = rows.filter((row) =>
    Object.entries(where).every(([column, texts]) => texts.includes(row[column]!)),
  );
  return kept.map((row) => row[key]!);
}
