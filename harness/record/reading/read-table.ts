import { InputError } from '../../numeric/input-error.ts';
import { parsePrinted } from '../printed.ts';
import type { NotUnderstood } from '../record.ts';
import { type CellNumber, readCell } from './cell.ts';
import { columnNames } from './column-names.ts';
import type { SourceTable } from './document.ts';
import { type Grid, gridOf, type Place } from './grid.ts';
import { type Panel, panelsOf, startsAsNumber } from './layout.ts';
import { type Meaning, meaningsOf, type Role } from './meaning.ts';
import { captionMeasure, measureOf } from './measures.ts';
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
  const name = columnNamer();
  const others = [...panel.headings, ...panel.between].map((row) => [row, grid.rows[row]] as const);
  for (const [row, places] of others) {
    places.forEach((at, column) => {
      if (at?.origin)
        note(row, column, at, at.text === '' ? 'empty' : 'label', {
          ids: columns.headed.get(`${row}/${column}`) ?? [],
        });
    });
  }
  const besides = captionMeasure(caption, [...columns.headings, ...rows.map(({ label }) => label)]);
  const matrix = isCorrelations(columns.headings, rows, panel);
  const large = largeNumbers(grid, panel, decimalComma);
  panel.body.forEach(({ row, groups }, at) => {
    for (const [column, spot] of grid.rows[row].entries()) {
      if (!spot?.origin) continue;
      const reading = panel.labels.includes(column) ? undefined : readCell(spot.cell.runs, decimalComma);
      if (spot.text === '' || reading?.kind === 'empty') note(row, column, spot, 'empty');
      else if (reading === undefined) note(row, column, spot, 'label');
      else if (reading.kind === 'words' || !reading.numbers.every(isPrinted)) {
        note(row, column, spot, 'not understood', { reason: 'no number in a form that is known' });
      } else {
        const heading = matrix ? 'r' : columns.headings[column];
        const key = columnKey(heading, rows[at].label, column);
        const inPercent = (place: number) => large.has(`${key}#${place}`);
        const around = {
          column: heading,
          row: rows[at].label,
          groups,
          caption,
          inPercent,
          ...(besides && { besides }),
        };
        const own = meaningsOf(reading.numbers, around);
        const stems = own.map((one) => suffixOf(one, columns.ids[column], own));
        const ids = stems.map((stem, part) => {
          const again = stems.slice(0, part).filter((other) => other === stem).length;
          return [id, ...rows[at].key, name(stem, `${column}/${again}`)].join('/');
        });
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

/** Whether the audit can tell what numbers a printed one stands for. */
function isPrinted({ text }: CellNumber): boolean {
  try {
    parsePrinted('cell', text);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** Names of columns, of which no two share one, as `psnr` and the first half of `psnr/ssim` would. */
function columnNamer(): (stem: string, owner: string) => string {
  const owners = new Map<string, string>();
  return (stem, owner) => {
    let name = stem;
    for (let again = 2; (owners.get(name) ?? `${stem} ${owner}`) !== `${stem} ${owner}`; again++)
      name = `${stem}-${again}`;
    owners.set(name, `${stem} ${owner}`);
    return name;
  };
}

/** The name of a number's column: that of the cell's column with what the number is. */
function suffixOf(one: Meaning, column: string, all: readonly Meaning[]): string {
  const several = all.filter(({ role }) => role === 'value').length > 1;
  if (one.role === 'value') return several && one.measure ? ofPair(column, all, one.measure.name) : column;
  const enclosing: Readonly<Record<string, string>> = { iqr: 'q', range: 'range-' };
  const role: Role | string =
    one.role === 'low' || one.role === 'high' ? `${enclosing[one.enclosure!] ?? ''}${one.role}` : one.role;
  return `${column}-${role}`;
}

/** `knees.psnr-ssim` names two columns: `knees.psnr` and `knees.ssim`. */
function ofPair(column: string, all: readonly Meaning[], name: string): string {
  const names = all.flatMap(({ measure }) => measure?.name.split('-') ?? []);
  const rest = column.split('.').map((part) =>
    part
      .split('-')
      .filter((word) => !names.includes(word))
      .join('-'),
  );
  return [...rest.filter((part) => part !== ''), name].join('.');
}

/** Rows and columns of the same three or more names hold correlations of each with each. */
function isCorrelations(
  headings: readonly string[],
  rows: readonly { readonly label: string }[],
  { labels }: Panel,
): boolean {
  const across = headings.filter((_, column) => !labels.includes(column));
  const names = new Set(rows.map(({ label }) => label));
  return across.length > 2 && across.every((heading) => heading !== '' && names.has(heading));
}

/** Columns, or rows where they name the measure, with the places in their cells where some number is above 10. */
function largeNumbers(
  grid: Grid,
  { body, labels, headings }: Panel,
  decimalComma: boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { row } of body) {
    const name = textAt(
      grid,
      labels.map((column) => [row, column]),
    );
    grid.rows[row].forEach((spot, column) => {
      const reading =
        spot === undefined || labels.includes(column) ? undefined : readCell(spot.cell.runs, decimalComma);
      if (reading?.kind !== 'numbers') return;
      const heading = textAt(
        grid,
        headings.map((at) => [at, column]),
      );
      reading.numbers.forEach(({ text }, place) => {
        if (Math.abs(Number(text)) > 10) found.add(`${columnKey(heading, name, column)}#${place}`);
      });
    });
  }
  return found;
}

function textAt(grid: Grid, places: readonly (readonly [row: number, column: number])[]): string {
  const texts = places.map(([row, column]) => grid.rows[row][column]?.text ?? '');
  return texts.join(' ').trim();
}

function columnKey(column: string, row: string, at: number): string {
  return measureOf(column) === undefined && measureOf(row) !== undefined ? row : `${at}`;
}

/** Commas before other than three digits, and points only where thousands are parted. */
function hasDecimalComma({ rows }: Grid): boolean {
  const texts = rows.flatMap((row) => row.map((place) => place?.text ?? '')).filter(startsAsNumber);
  const commas = texts.some((text) => /^[^;[(]*\d,(?:\d{1,2}|\d{4,})(?!\d)[^;[(]*$/.test(text));
  return commas && !texts.some((text) => /\d\.(?!\d{3}(?:\D|$))\d/.test(text));
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
