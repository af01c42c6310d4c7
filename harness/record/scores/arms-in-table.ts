import { knownNumber } from '../../metrics/known-number.ts';
import { metricIn, partsOf } from '../../pipeline/score-layout.ts';
import { scoreName } from './score-name.ts';
import { isSubjects } from './set-of-table.ts';
import type { LeftOut, ScoreTable } from './table.ts';
import { isNumeric, nameIn } from './table-columns.ts';

/** The methods that one table holds, each as a table of its own. */
export interface ArmsInTable {
  /** How they are told apart. */
  readonly by: string;
  readonly arms: ReadonlyMap<string, ScoreTable>;
}

/**
 * The methods of a table that holds several: in rows, told apart by a column that names them (every image stands once a
 * method), or in columns (`psnr_ours`, `psnr_theirs`; `ours`, `theirs`).
 * @param id the column of images
 * @returns undefined for a table of one method
 */
export function armsInTable(table: ScoreTable, id: string): ArmsInTable | undefined {
  const ids = table.rows.map(({ cells }) => nameIn(cells[id]));
  return new Set(ids).size < ids.length ? inRows(table, id) : inColumns(table, id);
}

function inRows(table: ScoreTable, id: string): ArmsInTable | undefined {
  const column = table.columns.find((name) => name !== id && tellsApart(table, id, name));
  if (column === undefined) return undefined;
  const methods = [...new Set(table.rows.map(({ cells }) => String(cells[column])))];
  const arms = new Map(methods.map((method) => [method, rowsOf(table, column, method)]));
  return { by: `column ${column}`, arms };
}

/** The rows of one method. */
function rowsOf(table: ScoreTable, column: string, method: string): ScoreTable {
  const rows = table.rows.filter(({ cells }) => String(cells[column]) === method);
  const others = new Map<string, number>();
  for (const { cells } of table.rows) {
    const other = String(cells[column]);
    if (other !== method) others.set(other, (others.get(other) ?? 0) + 1);
  }
  const leftOut: readonly LeftOut[] = [...others].map(([other, count]) => ({
    place: `${count} rows`,
    why: `of ${column} ${other}`,
    rows: count,
  }));
  return {
    ...table,
    path: `${table.path}#${column}=${method}`,
    columns: table.columns.filter((name) => name !== column),
    rows,
    leftOut: [...table.leftOut, ...leftOut],
  };
}

/** Whether a column has few texts, and no image stands twice with one of them. */
function tellsApart({ rows, decimal, path: _, ...rest }: ScoreTable, id: string, column: string): boolean {
  if (isNumeric({ ...rest, path: _, rows, decimal }, column)) return false;
  const methods = new Set(rows.map(({ cells }) => nameIn(cells[column])));
  if (methods.has(undefined) || methods.size < 2 || methods.size > rows.length / 3) return false;
  const pairs = rows.map(({ cells }) => JSON.stringify([cells[id], cells[column]]));
  return new Set(pairs).size === pairs.length;
}

function inColumns(table: ScoreTable, id: string): ArmsInTable | undefined {
  const methods = new Map<string, Map<string, string>>();
  for (const column of table.columns) {
    if (column === id || !isNumeric(table, column)) continue;
    const metric = metricIn(column);
    const method = metric && methodIn(column, metric);
    if (!metric || !method) continue;
    methods.set(method, (methods.get(method) ?? new Map()).set(metric, column));
  }
  if (methods.size === 0) return bareColumns(table, id);
  if (methods.size < 2) return undefined;
  const arms = [...methods].map(
    ([method, columns]) => [method, columnsOf(table, id, method, columns)] as const,
  );
  return { by: 'names of columns', arms: new Map(arms) };
}

/** Columns of numbers of which none names a metric: of one score that has no name, a method each. */
function bareColumns(table: ScoreTable, id: string): ArmsInTable | undefined {
  const methods = table.columns.filter(
    (column) => column !== id && column !== 'index' && !isSubjects(column) && isNumeric(table, column),
  );
  const named = methods.some((column) => metricIn(column) !== undefined || knownNumber(scoreName(column)));
  if (methods.length < 2 || named) return undefined;
  const arms = methods.map((method) => {
    return [method, columnsOf(table, id, method, new Map([['score', method]]), methods)] as const;
  });
  return { by: 'names of columns', arms: new Map(arms) };
}

/** What a column's name says besides the metric. */
function methodIn(column: string, metric: string): string {
  const wanted = metric.replaceAll('-', '');
  const parts = partsOf(column);
  for (let from = 0; from < parts.length; from++) {
    for (let to = from + 1; to <= parts.length; to++) {
      if (parts.slice(from, to).join('').toLowerCase() !== wanted) continue;
      const others = [...parts.slice(0, from), ...parts.slice(to)];
      return others.filter((part) => !/^db$/i.test(part)).join('-');
    }
  }
  return '';
}

function columnsOf(
  table: ScoreTable,
  id: string,
  method: string,
  columns: ReadonlyMap<string, string>,
  every: readonly string[] = table.columns.filter((column) => metricIn(column) !== undefined),
): ScoreTable {
  const scores = new Set(columns.values());
  const shared = table.columns.filter((column) => column === id || !every.includes(column));
  const rows = table.rows.map(({ place, cells }) => ({
    place,
    cells: Object.fromEntries([
      ...shared.map((column) => [column, cells[column]] as const),
      ...[...columns].map(([metric, column]) => [scoreName(metric), cells[column]] as const),
    ]),
  }));
  const others = table.columns
    .filter((column) => !shared.includes(column) && !scores.has(column))
    .map((column) => ({ place: `column ${column}`, why: 'of another method' }));
  return {
    ...table,
    path: `${table.path}#${method}`,
    columns: [...shared, ...columns.keys()],
    rows,
    leftOut: [...table.leftOut, ...others],
  };
}
