import { InputError } from '../../../numeric/input-error.ts';

/** What a column is called in a header: the index that pandas writes has no name, or one that says so. */
export function headed(name: string, i: number): string {
  const plain = (i === 0 ? name.replace(/^#\s*/, '') : name).trim();
  return plain === '' || /^Unnamed: \d+$/.test(plain) ? (i === 0 ? 'index' : `column ${i + 1}`) : plain;
}

/**
 * Stops on what is no header.
 * @param where the file and the place of the header in it
 * @param layout what its cells are apart by, for the message
 * @throws InputError where a name stands twice, or a number in place of one.
 */
export function assertHeader(
  where: string,
  header: readonly string[],
  cells: readonly string[],
  layout: string,
): void {
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw new InputError({
      where,
      expected: 'every column once',
      got: `${JSON.stringify(repeated)} twice`,
      remedy: 'rename one of them',
    });
  }
  const number = cells.find((cell) => cell.trim() !== '' && Number.isFinite(Number(cell.replace(',', '.'))));
  if (number === undefined || cells.length < 2) return;
  const names = cells.slice(1).map((_, i) => (i === 0 ? 'psnr' : `score${i + 1}`));
  throw new InputError({
    where,
    expected: `a header: the names of ${cells.length} columns${layout}`,
    got: `${JSON.stringify(number)}, a number`,
    remedy: `name the columns, as in --columns id,${names.join(',')}`,
  });
}

/** The cells of a row by the names of the header. @throws InputError where there are more or fewer. */
export function cellsByName<Cell>(
  where: () => string,
  header: readonly string[],
  record: readonly Cell[],
): Readonly<Record<string, Cell>> {
  if (record.length !== header.length) {
    throw new InputError({
      where: where(),
      expected: `${header.length} cells, as in the header (${header.join(', ')})`,
      got: `${record.length}`,
      remedy: 'mend the row',
    });
  }
  const cells: Record<string, Cell> = {};
  for (let i = 0; i < header.length; i++) cells[header[i]!] = record[i]!;
  return cells;
}
