import { readCell } from './cell.ts';
import { textOf } from './document.ts';
import type { Grid, Place } from './grid.ts';

/** A row of figures with what names it. */
export interface BodyRow {
  /** Its place in the grid. */
  readonly row: number;
  /** Headings between the rows that it stands under. */
  readonly groups: readonly string[];
}

/** A part of a table with headings of its own: all of it, or what follows a row of new headings. */
export interface Panel {
  readonly headings: readonly number[];
  readonly body: readonly BodyRow[];
  /** Rows that head some of the rows below, or are notes. */
  readonly between: readonly number[];
  /** Columns that name rows. */
  readonly labels: readonly number[];
}

/** How a table is laid out. Where the document does not say what heads what, it is read off from where numbers stand. */
export function panelsOf(grid: Grid, decimalComma: boolean): readonly Panel[] {
  if (grid.rows.length === 0) return [];
  const kinds = grid.rows.map((row) => row.map((place) => kindOf(place, decimalComma)));
  const starts = [0];
  // What stands right below headings is no heading.
  for (let row = headingsFrom(grid, kinds, 0) + 1; row < grid.rows.length; row++) {
    if (!headsAgain(grid, kinds, row)) continue;
    starts.push(row);
    row += headingsFrom(grid, kinds, row);
  }
  return starts.map((start, at) => panelOf(grid, kinds, start, starts[at + 1] ?? grid.rows.length));
}

type Kind = 'empty' | 'numbers' | 'words';

function kindOf(place: Place | undefined, decimalComma: boolean): Kind {
  if (place === undefined || place.text === '') return 'empty';
  const { kind } = readCell(place.cell.runs, decimalComma);
  // What begins as a number stands among numbers, understood or not, so that no column of them passes for names.
  return kind === 'words' && startsAsNumber(place.text) ? 'numbers' : kind;
}

/** Whether a text begins with a number that is no part of a name, as that of `3D` or `2-layer` is. */
export function startsAsNumber(text: string): boolean {
  return /^[<>≤≥~≈(±+\-−[\s]*\d[\d.,]*\s*(?:$|[^A-Za-z\d-])/.test(text);
}

function panelOf(grid: Grid, kinds: readonly (readonly Kind[])[], start: number, end: number): Panel {
  const count = headingsFrom(grid, kinds, start);
  const headings = range(start, start + count);
  const rest = range(start + count, end);
  const between = rest.filter((row) => isLone(grid.rows[row], kinds[row]));
  const rows = rest.filter((row) => !between.includes(row));
  const labels = labelColumns(grid, kinds, rows, headings);
  return { headings, between, labels, body: grouped(grid, rows, between) };
}

/** The number of rows of headings from a row on. */
function headingsFrom(grid: Grid, kinds: readonly (readonly Kind[])[], start: number): number {
  const flagged = leading(grid.rows.slice(start), (row) => {
    const own = row.filter((place): place is Place => place !== undefined && place.text !== '');
    return own.length > 0 && own.every(({ cell }) => cell.header);
  });
  if (flagged > 0) return flagged;
  const rule = grid.ruled.findIndex((ruled, row) => ruled && row > start);
  if (rule > 0 && rule < start + 5 && !range(start, rule).some((row) => isOfNumbers(kinds[row])))
    return rule - start;
  const first = kinds[start] ?? [];
  if (isOfNumbers(first)) return namesByNumbers(grid, kinds, start) ? 1 : 0;
  const words = leading(kinds.slice(start), (row, at) => {
    if (at === 0) return true;
    // A further row of headings has a blank corner, or stands below one with blanks beside it.
    const under = row[0] === 'empty' || (first[0] === 'empty' && first.slice(1).includes('empty'));
    const lone = row.filter((kind) => kind !== 'empty').length === 1;
    return under && !row.includes('numbers') && !lone;
  });
  return Math.max(1, Math.min(words, grid.rows.length - start - 1));
}

/** A first row of distinct whole numbers beside a word heads columns: steps, scales, years. */
function namesByNumbers(grid: Grid, kinds: readonly (readonly Kind[])[], row: number): boolean {
  const numbers = grid.rows[row].slice(1).map((place) => place?.text ?? '');
  const whole = numbers.every((text) => /^\d+$/.test(text)) && new Set(numbers).size === numbers.length;
  return (
    kinds[row][0] === 'words' &&
    whole &&
    kinds[row + 1] !== undefined &&
    /[A-Za-z]/.test(grid.rows[row][0]!.text)
  );
}

/** A row of words alone, set apart by a rule or as a heading, starts a part of its own. */
function headsAgain(grid: Grid, kinds: readonly (readonly Kind[])[], row: number): boolean {
  const own = grid.rows[row]
    .slice(1)
    .flatMap((place, at) => (kinds[row][at + 1] === 'words' ? [place!] : []));
  const apart = grid.ruled[row] || own.every(({ cell }) => cell.header);
  const below = kinds[row + 1]?.slice(1).includes('numbers') === true;
  return apart && below && !kinds[row].includes('numbers') && new Set(own.map(({ cell }) => cell)).size > 1;
}

function isOfNumbers(row: readonly Kind[]): boolean {
  const own = row.slice(1).filter((kind) => kind !== 'empty');
  return own.filter((kind) => kind === 'numbers').length > own.length / 2;
}

/** A row with one cell of words and no more, or one cell over the whole width. */
function isLone(row: readonly (Place | undefined)[], kinds: readonly Kind[]): boolean {
  const own = new Set(row.flatMap((place, at) => (place && kinds[at] !== 'empty' ? [place.cell] : [])));
  return own.size === 1 && !kinds.includes('numbers') && row.length > 1;
}

const NAMING =
  /step|scale|factor|epoch|iter|fold|seed|year|\bid\b|rank|\bsize\b|level|dose|depth|width|layer|^[tkλmx#]$/i;

/** The leading columns that hold names, and those of words alone further on. */
function labelColumns(
  grid: Grid,
  kinds: readonly (readonly Kind[])[],
  rows: readonly number[],
  headings: readonly number[],
): readonly number[] {
  const share = (column: number, kind: Kind) => {
    const own = rows.map((row) => kinds[row][column]).filter((one) => one !== 'empty');
    return own.length === 0 ? 0 : own.filter((one) => one === kind).length / own.length;
  };
  // Names may begin with numbers, as `1.5 T` and `3 T` do; in the first column most may.
  const leads = leading(
    range(0, grid.width - 1),
    (column) => share(column, 'numbers') < (column === 0 ? 0.75 : 0.5),
  );
  const further = range(leads, grid.width).filter((column) => share(column, 'words') === 1);
  if (leads > 0) return [...range(0, leads), ...further];
  const heading = headings
    .map((row) => grid.rows[row][0]?.text ?? '')
    .join(' ')
    .trim();
  const texts = rows.map((row) => grid.rows[row][0]?.text ?? '');
  const distinct = new Set(texts).size === texts.length && grid.width > 1;
  const names = distinct && (heading === '' || NAMING.test(heading)) && headings.length > 0;
  return [...(names ? [0] : []), ...further];
}

/**
 * Rows with the headings between them. A row moved in stands under the last one that is not, and where rows under a
 * heading are moved in, one that is not ends it.
 */
function grouped(grid: Grid, rows: readonly number[], between: readonly number[]): readonly BodyRow[] {
  let [groups, parent, indented, at]: [string[], string[], boolean, number] = [[], [], false, -1];
  const all = [...rows, ...between].toSorted((a, b) => a - b);
  return all.flatMap((row) => {
    const first = grid.rows[row].find((place) => place !== undefined && place.text !== '');
    const name = first === undefined ? '' : textOf(first.cell.runs);
    if (between.includes(row)) {
      groups = at === row - 1 && at >= 0 ? [...groups, name] : [name];
      [indented, at, parent] = [false, row, []];
      return [];
    }
    if ((grid.rows[row][0]?.cell.indent ?? 0) > 0) {
      indented = true;
      return [{ row, groups: [...groups, ...parent] }];
    }
    if (indented) groups = [];
    [indented, parent] = [false, name === '' ? [] : [name]];
    return [{ row, groups }];
  });
}

function leading<T>(list: readonly T[], holds: (item: T, at: number) => boolean): number {
  const end = list.findIndex((item, at) => !holds(item, at));
  return end < 0 ? list.length : end;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
