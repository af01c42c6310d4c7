import { metrics } from '../metrics/catalogue.ts';
import { directionOfPart, directionWord } from '../metrics/direction.ts';
import { networkMetricDirection, networkMetrics } from '../metrics/network-metrics.ts';
import { InputError } from '../numeric/input-error.ts';

/** A table of per-image scores, as it was read. */
export interface NamedColumns {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: Readonly<Record<string, unknown>> }[];
}

/** The methods of a table and the scores that all of them have. */
export interface ScoreLayout {
  /** The column that names the image. */
  readonly sample: string;
  readonly scores: readonly LaidScore[];
  /** Two at least. */
  readonly methods: readonly LaidOut[];
  /** Columns of numbers that are no score of all methods. */
  readonly left: readonly string[];
}

/** A score: a metric of the catalogue, or the name of the column as `given`. */
export interface LaidScore {
  readonly id: string;
  readonly metric?: string;
  readonly better: 'higher' | 'lower' | 'none';
}

/** A method, and where its scores stand: in rows or in columns of its own. */
export interface LaidOut {
  readonly id: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * What a table compares: its methods, told apart by a column that names them (each image stands once a method) or by the
 * names of the columns (`psnr_ours`, `psnr_theirs`), and the scores that all of them have.
 * @throws InputError where there are no two methods.
 */
export function layoutOf(table: NamedColumns): ScoreLayout {
  const numeric = table.columns.filter((column) => table.rows.every(({ cells }) => isNumber(cells[column])));
  const sample = sampleColumn(table, numeric);
  const numbers = numeric.filter((column) => column !== sample);
  const ids = table.rows.map(({ cells }) => `${cells[sample]}`);
  return new Set(ids).size < ids.length ? long(table, sample, numbers) : wide(table, sample, numbers);
}

const usual = ['id', 'image', 'sample', 'name', 'file', 'filename', 'image_id'];

function sampleColumn({ path, columns }: NamedColumns, numeric: readonly string[]): string {
  const named = columns.find((column) => usual.includes(column.toLowerCase()));
  const found = named ?? columns.find((column) => !numeric.includes(column));
  if (found !== undefined) return found;
  throw unclear(path, `a column of image names, such as ${usual.slice(0, 3).join(', ')}`, columns);
}

function long(table: NamedColumns, sample: string, numbers: readonly string[]): ScoreLayout {
  const texts = table.columns.filter((column) => column !== sample && !numbers.includes(column));
  const method = texts.find((column) => tells(table, sample, column));
  const names = method === undefined ? [] : valuesOf(table, method);
  if (method === undefined || names.length < 2 || numbers.length === 0) {
    const expected = `every image once in column ${sample}, or a column that tells apart the methods of its rows, and one of scores`;
    throw unclear(table.path, expected, table.columns);
  }
  const laid = new Map(numbers.map((column) => [scoreOf(metricIn(column), column), column]));
  const scores = distinct([...laid.keys()], 'scores', table.path);
  const columns = Object.fromEntries([...laid].map(([{ id }, column]) => [id, column]));
  const methods = names.map((value) => ({ id: idOf(value), where: { [method]: value }, columns }));
  return { sample, scores, methods: distinct(methods, 'methods', table.path), left: [] };
}

/** Whether no image stands twice in rows of one value. */
function tells({ rows }: NamedColumns, sample: string, column: string): boolean {
  const seen = rows.map(({ cells }) => JSON.stringify([cells[sample], cells[column]]));
  return new Set(seen).size === seen.length;
}

function wide({ path, columns }: NamedColumns, sample: string, numbers: readonly string[]): ScoreLayout {
  const metrics = [...new Set(numbers.map(metricIn))].filter((metric) => metric !== undefined);
  const groups = metrics
    .map((metric) => ({ metric, of: numbers.filter((column) => metricIn(column) === metric) }))
    .filter(({ of }) => of.length > 1);
  // Two metrics of one method are no two methods.
  const named = groups.length > 0 ? groups : metrics.length > 0 ? [] : [{ metric: undefined, of: numbers }];
  const [first, ...others] = named;
  if (first === undefined || first.of.length < 2) {
    const expected =
      numbers.length < 2
        ? 'two columns of scores'
        : 'two columns of one score, one a method, or a column that names methods';
    throw unclear(path, expected, columns);
  }
  const ids = methodsOf(first.of);
  const score = scoreOf(first.metric, shared(first.of).join('-') || 'score');
  // A further score is one of all methods where its columns say the same methods.
  const further = others.filter(({ of }) => sameSet(methodsOf(of), ids));
  const scored = [
    { ...score, of: first.of },
    ...further.map(({ metric, of }) => ({ ...scoreOf(metric, ''), of })),
  ];
  const methods = ids.map((id) => ({
    id,
    columns: Object.fromEntries(scored.map((one) => [one.id, one.of[methodsOf(one.of).indexOf(id)]])),
  }));
  return {
    sample,
    scores: scored.map(({ of: _, ...one }) => one),
    methods: distinct(methods, 'methods', path),
    left: numbers.filter((column) => !scored.some(({ of }) => of.includes(column))),
  };
}

/** What all names say is the score, what one says besides is the method. */
function methodsOf(columns: readonly string[]): readonly string[] {
  const besides = shared(columns);
  return columns.map((column) =>
    idOf(
      partsOf(column)
        .filter((part) => !besides.includes(part))
        .join('-') || column,
    ),
  );
}

function shared(columns: readonly string[]): readonly string[] {
  const [first, ...others] = columns.map(partsOf);
  return first.filter((part) => others.every((parts) => parts.includes(part)));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function distinct<T extends { readonly id: string }>(
  all: readonly T[],
  what: string,
  path: string,
): readonly T[] {
  if (new Set(all.map(({ id }) => id)).size === all.length) return all;
  throw unclear(
    path,
    `${what} whose names differ`,
    all.map(({ id }) => id),
  );
}

function valuesOf({ rows }: NamedColumns, column: string): readonly string[] {
  return [...new Set(rows.map(({ cells }) => `${cells[column]}`))];
}

function scoreOf(metric: string | undefined, otherwise: string): LaidScore {
  const better = directionOf(metric);
  return metric === undefined ? { id: idOf(otherwise), better } : { id: metric, metric, better };
}

/** The metric that a column's name says, by itself or among other words: `psnr_ours`, `MS-SSIM (ours)`. */
export function metricIn(column: string): string | undefined {
  const parts = partsOf(column).map((part) => part.toLowerCase());
  const runs = parts.flatMap((_, from) =>
    parts.slice(from).map((_, more) => parts.slice(from, from + more + 1).join('')),
  );
  const said = names.filter((name) => runs.includes(name.replaceAll('-', '')));
  return said.toSorted((a, b) => b.length - a.length)[0];
}

export function partsOf(column: string): readonly string[] {
  return column.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
}

const names = [...metrics.map(({ name }) => name), ...networkMetrics];

/** Only the catalogue knows which side is the better one. */
function directionOf(metric: string | undefined): LaidScore['better'] {
  if (metric === undefined) return 'none';
  const found = metrics.find(({ name }) => name === metric);
  if (!found) return networkMetricDirection;
  return directionWord(directionOfPart(found, '') ?? 'none: it has several numbers');
}

/** What contrasts can name: it begins with a letter and ends in none of the signs between words. */
function idOf(text: string): string {
  const id = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/[^A-Za-z0-9]+$/, '');
  return id || 'method';
}

function isNumber(cell: unknown): boolean {
  return (
    typeof cell === 'number' ||
    (typeof cell === 'string' && cell.trim() !== '' && Number.isFinite(Number(cell)))
  );
}

function unclear(where: string, expected: string, columns: readonly string[]): InputError {
  return new InputError({
    where,
    expected,
    got: `columns ${columns.join(', ')}`,
    remedy: 'rename the columns, or write the experiment by hand (see the schema of experiments)',
  });
}
