import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../../../numeric/input-error.ts';
import { unreadable } from '../read-bytes.ts';

/** The scores of one image, by the names that `scoreName` knows. */
export interface ScoredRow {
  readonly id: string;
  readonly subject: string;
  readonly scores: Readonly<Record<string, number>>;
}

/** A file of scores that grows by a row at a time, so that what is computed stays whatever comes after. */
export interface RowFile {
  /** @throws InputError for a row with other scores than those before, where a table of columns could not hold it. */
  add(row: ScoredRow): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file for rows: `.csv`, `.json` (a list of records) or `.jsonl` (a record a line).
 * @throws InputError for another name, and where it may not be written.
 */
export async function openRowFile(path: string): Promise<RowFile> {
  const form = /\.(csv|jsonl?)$/i.exec(path)?.[1]?.toLowerCase();
  if (form === undefined) {
    const remedy = 'name one of these';
    throw new InputError({ where: '--out', expected: 'a file .csv, .json or .jsonl', got: path, remedy });
  }
  const file = await open(path, 'w').catch((error) => {
    throw unreadable(path, error, 'a file that may be written');
  });
  if (form === 'csv') return delimited(file, path);
  const [before, between, after] = form === 'json' ? ['[\n', ',\n', '\n]\n'] : ['', '\n', '\n'];
  let lead = before;
  return {
    async add(row) {
      await file.appendFile(`${lead}${JSON.stringify(recordOf(row))}`);
      lead = between;
    },
    async close() {
      await file.appendFile(lead === before ? `${before}${after.trimStart()}` : after);
      await file.close();
    },
  };
}

/** A row as JSON has it, which has no infinities: they are the strings "Infinity" and "-Infinity". */
export function recordOf({ id, subject, scores }: ScoredRow): Readonly<Record<string, string | number>> {
  const numbers = Object.entries(scores).map(([name, value]) => [
    name,
    Number.isFinite(value) ? value : `${value}`,
  ]);
  return { id, subject, ...Object.fromEntries(numbers) };
}

function delimited(file: FileHandle, path: string): RowFile {
  let columns: readonly string[] | undefined;
  const line = (cells: readonly (string | number)[]) => `${cells.map(quoted).join(',')}\n`;
  return {
    async add({ id, subject, scores }) {
      const own = Object.keys(scores);
      if (columns === undefined) await file.appendFile(line(['id', 'subject', ...own]));
      columns ??= own;
      if (own.length !== columns.length || own.some((name, i) => name !== columns![i])) {
        throw new InputError({
          where: id,
          expected: `the scores of the images before, ${columns.length} columns of ${path}`,
          got: `${own.length} of other names`,
          remedy: 'write them to a .jsonl, or score images of one size together',
        });
      }
      await file.appendFile(line([id, subject, ...Object.values(scores)]));
    },
    close: () => file.close(),
  };
}

function quoted(cell: string | number): string {
  const text = `${cell}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
