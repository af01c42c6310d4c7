import type { ImageTable, RawImages } from '../../../datasets/raw-images.ts';
import { compilePattern } from '../../../datasets/subject.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { evenlySpaced } from '../../../pipeline/evenly-spaced.ts';
import type { SourceFile } from './dataset-reader.ts';
import { imagesOfTable } from './image-table.ts';

/**
 * The files of raw images that the pattern, the tables and the part that is taken leave, by name.
 * @throws InputError where a table is missing or wrong, images that the tables name are not there or there twice, or
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
  // Of no file at all who reads them says what the folder should hold.
  if (take?.of !== 'subjects' || chosen.length === 0) return chosen;
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
    let ids = [...(await imagesOfTable(table, root)).kept];
    for (const other of more) {
      const { path, all, kept } = await imagesOfTable(other, root);
      const unknown = Object.keys(other.where).length > 0 ? ids.filter((id) => !all.has(id)) : [];
      if (unknown.length > 0) {
        throw new InputError({
          where: path,
          expected: `a row of each of the ${ids.length} images that ${table.file} selects`,
          got: `none of ${some(unknown)}`,
          remedy: 'fetch the table again, or name the table of fewer images first',
        });
      }
      ids = ids.filter((id) => kept.has(id));
    }
    const byId = new Map<string, SourceFile>();
    const wanted = evenly([...ids].sort());
    const known = new Set(wanted);
    for (const file of files) {
      const id = group(file, table.group);
      if (id === undefined || !known.has(id)) continue;
      const same = byId.get(id);
      if (same) {
        throw new InputError({
          where,
          expected: `one file of ${id}`,
          got: `${same.name} and ${file.name}`,
          remedy: 'take one of them away',
        });
      }
      byId.set(id, file);
    }
    const missing = wanted.filter((id) => !byId.has(id));
    if (missing.length > 0) {
      throw new InputError({
        where,
        expected: `${wanted.length} images, as ${tables.map(({ file }) => file).join(' and ')} say`,
        got: `${wanted.length - missing.length}; not there: ${some(missing)}`,
        remedy: 'finish the download',
      });
    }
    return wanted.map((id) => byId.get(id)!);
  }
}

/** The first names of a list, and how many more there are. */
function some(names: readonly string[]): string {
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
}
