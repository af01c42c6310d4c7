import type { LoneFigure } from '../record.ts';
import type { Grid } from './grid.ts';
import { distinct, identifier } from './identifier.ts';
import type { Panel } from './layout.ts';
import { plainHeading } from './measures.ts';
import type { ReadLine } from './reading.ts';

/** The names of a table's columns, by column of the grid. */
export interface ColumnNames {
  /** What stands above a column, from the top. */
  readonly headings: readonly string[];
  /** The last part of the ids of its figures. */
  readonly ids: readonly string[];
  readonly lines: readonly (ReadLine | undefined)[];
  /** Numbers of cases in headings, and the ids of those in a heading's place. */
  readonly lone: readonly LoneFigure[];
  readonly headed: ReadonlyMap<string, readonly string[]>;
}

/** Reads the headings of a table: a column is called by all that stands above it, `Knees / PSNR` being `knees.psnr`. */
export function columnNames(
  grid: Grid,
  { headings, labels }: Panel,
  table: string,
  place: string,
): ColumnNames {
  const columns = Array.from({ length: grid.width }, (_, column) => column);
  const paths = columns.map((column) => {
    const texts = headings.map((row) => grid.rows[row][column]?.text ?? '').filter((text) => text !== '');
    return texts.filter((text, at) => text !== texts[at - 1]);
  });
  // A heading over every column of figures says nothing of any.
  const figures = columns.filter((column) => !labels.includes(column));
  const common = paths.map((path) =>
    path.filter(
      (text, at) =>
        path.length === 1 ||
        at === path.length - 1 ||
        !figures.every((column) => paths[column].includes(text)),
    ),
  );
  const ids = distinct(
    common.map((path) =>
      path
        .map((text) => identifier(withoutCases(plainHeading(text)) || withoutCases(text)))
        .filter((id) => id !== '')
        .join('.'),
    ),
    'column',
  );
  const lone: LoneFigure[] = [];
  const headed = new Map<string, readonly string[]>();
  const cases = new Map<number, string>();
  for (const row of headings) {
    for (const column of figures) {
      const spot = grid.rows[row][column];
      const match = spot && CASES.exec(spot.text);
      if (!spot || !match) continue;
      const from = grid.rows[row].findIndex((other) => other?.cell === spot.cell);
      const [known] = headed.get(`${row}/${from}`) ?? [];
      if (known !== undefined) {
        cases.set(column, known);
        continue;
      }
      const stem = `${table}.n.${identifier(withoutCases(spot.text)) || ids[from]}`;
      const id = lone.some((other) => other.id === stem) ? `${stem}-${column + 1}` : stem;
      cases.set(column, id);
      headed.set(`${row}/${from}`, [id]);
      lone.push({
        id,
        place,
        source: 'paper',
        kind: 'count',
        line: spot.cell.line,
        anchor: spot.text,
        printed: match[1],
      });
    }
  }
  return {
    headings: paths.map((path) => path.join(' ')),
    ids,
    lone,
    headed,
    lines: columns.map((column) =>
      labels.includes(column)
        ? undefined
        : {
            label: common[column].at(-1) ?? '',
            scope: common[column].slice(0, -1).join(' / '),
            bold: false,
            ...(cases.has(column) && { cases: cases.get(column)! }),
          },
    ),
  };
}

const CASES = /[([]?\bn\s?=\s?(\d[\d,]*)\s*[)\]]?/i;

function withoutCases(text: string): string {
  return text.replace(CASES, '').trim();
}
