import readExcelFile from 'read-excel-file/node';
import { InputError } from '../../../numeric/input-error.ts';
import type { LeftOut, ScoreTable } from '../../../record/scores/table.ts';
import { assertHeader, cellsByName, headed } from './table-header.ts';

type Cell = string | number | boolean | Date | null;

/**
 * The first sheet of a workbook that has cells, its first row the header, or the names that are given. Formulas have
 * the values that were saved of them. What other sheets hold is listed as left out.
 * @param names of the columns, where the sheet has no header
 * @throws InputError where it is damaged, or the first row is no header.
 */
export async function excelTable(
  path: string,
  bytes: Uint8Array,
  names?: readonly string[],
): Promise<Pick<ScoreTable, 'rows' | 'layout' | 'leftOut'>> {
  const sheets = await readExcelFile(Buffer.from(bytes)).catch((error: Error) => {
    throw new InputError({
      where: path,
      expected: 'an undamaged Excel workbook',
      got: error.message,
      remedy: 'save it again, or as CSV',
    });
  });
  const filled = sheets
    .map(({ sheet, data }) => ({ sheet, lines: numbered(data as readonly (readonly Cell[])[]) }))
    .filter(({ lines }) => lines.length > 0);
  const [own, ...others] = filled;
  const leftOut = others.map(
    ({ sheet, lines }): LeftOut => ({
      place: `sheet ${sheet}`,
      why: 'another sheet than the first: save it as a file of its own',
      rows: lines.length,
    }),
  );
  const layout = `an Excel workbook${own && filled.length > 1 ? `, sheet ${own.sheet}` : ''}`;
  if (!own) return { rows: [], layout, leftOut };
  const [first, ...rest] = own.lines;
  const titles = first!.cells.map((cell) => String(cell));
  const header = names ?? titles.map((title, i) => headed(title, i));
  if (!names) assertHeader(`${path} row ${first!.row}`, header, titles, '');
  const rows = (names ? own.lines : rest).map(({ row, cells }) => ({
    place: `row ${row}`,
    cells: cellsByName(() => `${path} row ${row}`, header, cells),
  }));
  return { rows, layout, leftOut };
}

/** Rows with cells, and their numbers as the program shows them. */
function numbered(data: readonly (readonly Cell[])[]) {
  return data.flatMap((line, i) => {
    const cells = line.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString() : cell));
    return cells.some((cell) => cell !== '') ? [{ row: i + 1, cells }] : [];
  });
}
