import { parse } from 'csv-parse/sync';
import { InputError } from '../../../numeric/input-error.ts';
import { plainCell, type SourceDocument, type SourceRow } from '../../../record/reading/document.ts';

/**
 * A table of values parted by commas, semicolons or tabs: whichever parts the first lines into most columns. Lines of
 * one cell before the table are its caption.
 * @throws InputError where quotes are not closed.
 */
export function readCsv(text: string, where: string): SourceDocument {
  const rows = rowsOf(text, where);
  const first = rows.findIndex(
    ({ cells }) => cells.filter(({ runs }) => runs[0].text.trim() !== '').length > 1,
  );
  const caption = rows
    .slice(0, Math.max(0, first))
    .map(({ cells }) =>
      cells
        .map(({ runs }) => runs[0].text)
        .join(' ')
        .replace(/^#\s*/, '')
        .trim(),
    )
    .join(' ');
  const table = { caption, line: rows[0]?.line ?? 1, rows: rows.slice(Math.max(0, first)) };
  return { title: caption, tables: rows.length === 0 ? [] : [table], paragraphs: [] };
}

function rowsOf(text: string, where: string): readonly SourceRow[] {
  const delimiter = delimiterOf(text);
  let line = 1;
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      trim: false,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => {
      // `lines` is the last line of a record; quoted cells may span several.
      const span = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
      line = info.lines - span;
      return { cells: record.map((cell) => plainCell(cell, line)), line, ruled: false };
    });
  } catch (error) {
    throw new InputError({
      where,
      expected: 'values parted by commas, semicolons or tabs',
      got: (error as Error).message,
      remedy: 'mend the line',
    });
  }
}

function delimiterOf(text: string): string {
  const lines = text
    .split('\n')
    .slice(0, 20)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const counts = ['\t', ';', ','].map((mark) => ({
    mark,
    least: lines.filter((line) => line.includes(mark)).length,
  }));
  const most = Math.max(...counts.map(({ least }) => least));
  return counts.find(({ least }) => least === most)!.mark;
}
