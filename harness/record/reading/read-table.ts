import type { NotUnderstood } from '../record.ts';
import { readCell } from './cell.ts';
import { columnNames } from './column-names.ts';
import type { SourceTable } from './document.ts';
import { type Grid, gridOf, type Place } from './grid.ts';
import { distinct } from './identifier.ts';
import { type Panel, panelsOf } from './layout.ts';
import { type Meaning, meaningsOf, type Role } from './meaning.ts';
import { measureOf } from './measures.ts';
import { printedTable } from './printed-table.ts';
import type { Named, ReadFigure, ReadPlace, ReadTable } from './reading.ts';
import { rowNames } from './row-names.ts';

/** Reads a table: one part, or several where headings follow in its middle. */
export function readTable(table: SourceTable, id: string, place: string): readonly ReadTable[] {
  const grid = gridOf(table);
  const decimalComma = hasDecimalComma(grid);
  const panels = panelsOf(grid, decimalComma);
  return panels.map((panel, at) =>
    readPanel(grid, panel, decimalComma, {
      id: at === 0 ? id : `${id}-${at + 1}`,
      place,
      caption: table.caption,
    }),
  );
}

function readPanel(
  grid: Grid,
  panel: Panel,
  decimalComma: boolean,
  { id, place, caption }: Named,
): ReadTable {
  const columns = columnNames(grid, panel, id, place);
  const rows = rowNames(grid, panel);
  const figures: ReadFigure[] = [];
  const cells: ReadPlace[] = [];
  const note = (
    row: number,
    column: number,
    { cell, text }: Place,
    as: ReadPlace['as'],
    more: Partial<ReadPlace> = {},
  ): void => {
    const at = { line: cell.line, table: id, row: row + 1, column: column + 1 };
    cells.push({ ...at, text, as, ids: [], footnotes: '', ...more });
  };
  // Two columns never share a name, as `psnr` and the first half of `psnr/ssim` would.
  const owners = new Map<string, number>();
  const alone = (name: string, column: number): string => {
    const owner = owners.get(name) ?? column;
    owners.set(name, owner);
    return owner === column ? name : alone(`${name}-${column + 1}`, column);
  };
  const besides = [...panel.headings, ...panel.between].map((row) => [row, grid.rows[row]] as const);
  for (const [row, places] of besides) {
    places.forEach((at, column) => {
      if (at?.origin)
        note(row, column, at, at.text === '' ? 'empty' : 'label', {
          ids: columns.headed.get(`${row}/${column}`) ?? [],
        });
    });
  }
  const above = aboveOne(grid, panel, decimalComma);
  panel.body.forEach(({ row, groups }, at) => {
    for (const [column, spot] of grid.rows[row].entries()) {
      if (!spot?.origin) continue;
      const reading = panel.labels.includes(column) ? undefined : readCell(spot.cell.runs, decimalComma);
      if (spot.text === '' || reading?.kind === 'empty') note(row, column, spot, 'empty');
      else if (reading === undefined) note(row, column, spot, 'label');
      else if (reading.kind === 'words') {
        note(row, column, spot, 'not understood', { reason: 'no number in a form that is known' });
      } else {
        const heading = columns.headings[column];
        const aboveOne = above.has(columnKey(heading, rows[at].label, column));
        const around = { column: heading, row: rows[at].label, groups, caption, aboveOne };
        const own = meaningsOf(reading.numbers, around);
        const names = distinct(
          own.map((one) => suffixOf(one, columns.ids[column], own)),
          'part',
        ).map((name) => alone(name, column));
        const ids = names.map((name) => [id, ...rows[at].key, name].join('/'));
        figures.push(...own.map((one, part) => ({ ...one, id: ids[part], row: at, column })));
        note(row, column, spot, 'figure', { ids, footnotes: reading.footnotes });
      }
    }
  });
  return {
    printed: printedTable(figures, rows, panel, grid, { id, place, caption }),
    lone: columns.lone,
    figures,
    rows: rows.map(({ label, scope, bold }) => ({ label, scope, bold })),
    columns: columns.lines,
    cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}

/** The name of a number's column: that of the cell's column with what the number is. */
function suffixOf(one: Meaning, column: string, all: readonly Meaning[]): string {
  const several = all.filter(({ role }) => role === 'value').length > 1;
  if (one.role === 'value')
    return several && one.measure ? `${withoutPair(column)}${one.measure.name}` : column;
  const enclosing: Readonly<Record<string, string>> = { iqr: 'q', range: 'range-' };
  const role: Role | string =
    one.role === 'low' || one.role === 'high' ? `${enclosing[one.enclosure!] ?? ''}${one.role}` : one.role;
  return `${column}-${role}`;
}

// 'knees.psnr-ssim' names two columns: 'knees.psnr' and 'knees.ssim'.
function withoutPair(column: string): string {
  return column.includes('.') ? column.slice(0, column.lastIndexOf('.') + 1) : '';
}

/** Columns, or rows where they name the measure, in which some number is above 1. */
function aboveOne(grid: Grid, { body, labels, headings }: Panel, decimalComma: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { row } of body) {
    grid.rows[row].forEach((spot, column) => {
      if (spot === undefined || labels.includes(column)) return;
      const reading = readCell(spot.cell.runs, decimalComma);
      if (reading.kind !== 'numbers' || !(Math.abs(Number(reading.numbers[0].text)) > 1)) return;
      const heading = headings
        .map((at) => grid.rows[at][column]?.text ?? '')
        .join(' ')
        .trim();
      found.add(
        columnKey(
          heading,
          labels
            .map((at) => grid.rows[row][at]?.text ?? '')
            .join(' ')
            .trim(),
          column,
        ),
      );
    });
  }
  return found;
}

function columnKey(column: string, row: string, at: number): string {
  return measureOf(column) === undefined && measureOf(row) !== undefined ? row : `${at}`;
}

function hasDecimalComma({ rows }: Grid): boolean {
  const texts = rows.flatMap((row) => row.map((place) => place?.text ?? ''));
  return (
    texts.some((text) => /(?:^|\D)\d+,(?:\d{1,2}|\d{4,})(?!\d)/.test(text) && !/[;[(]/.test(text)) &&
    !texts.some((text) => /\d\.\d/.test(text))
  );
}

/** The cells that were not understood, as a record lists them. */
export function notUnderstoodIn({ printed, cells }: ReadTable): readonly NotUnderstood[] {
  return cells
    .filter(({ as }) => as === 'not understood')
    .map(({ line, row, column, text, reason }) => ({
      line,
      place: `${printed.place}, row ${row}, column ${column}`,
      text,
      reason: reason!,
    }));
}
