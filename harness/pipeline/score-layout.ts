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

/** Two methods of a table and a score that both have. */
export interface ScoreLayout {
  /** The column that names the image. */
  readonly sample: string;
  /** What the scores are: a metric of the catalogue, or the name of the column as `given`. */
  readonly score: { readonly id: string; readonly metric?: string };
  readonly better: 'higher' | 'lower' | 'none';
  readonly methods: readonly [LaidOut, LaidOut];
}

/** A method, and where its scores stand: in rows or in columns of its own. */
export interface LaidOut {
  readonly id: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * What a table compares: the first two methods, told apart by a column that names them (each image stands once a method)
 * or by the names of the columns (`psnr_ours`, `psnr_theirs`), and the first score that both have.
 * @throws InputError where there are no two.
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
  const [first, second] = method === undefined ? [] : valuesOf(table, method);
  const column = numbers[0];
  if (method === undefined || first === undefined || second === undefined || column === undefined) {
    const expected = `every image once in column ${sample}, or a column that tells apart the methods of its rows, and one of scores`;
    throw unclear(table.path, expected, table.columns);
  }
  const metric = metricIn(column);
  const score = scoreOf(metric, column);
  const laid = (value: string): LaidOut => ({
    id: idOf(value),
    where: { [method]: value },
    columns: { [score.id]: column },
  });
  return {
    sample,
    score,
    better: directionOf(metric),
    methods: distinct(laid(first), laid(second), table.path),
  };
}

/** Whether no image stands twice in rows of one value. */
function tells({ rows }: NamedColumns, sample: string, column: string): boolean {
  const seen = rows.map(({ cells }) => JSON.stringify([cells[sample], cells[column]]));
  return new Set(seen).size === seen.length;
}

function wide({ path, columns }: NamedColumns, sample: string, numbers: readonly string[]): ScoreLayout {
  const withSame = (metric: string) => numbers.filter((column) => metricIn(column) === metric);
  const metric = numbers.map(metricIn).find((name) => name !== undefined && withSame(name).length > 1);
  const [first, second] = metric === undefined ? numbers : withSame(metric);
  if (first === undefined || second === undefined) throw unclear(path, 'two columns of scores', columns);
  // Two metrics of one method are no two methods.
  if (metric === undefined && (metricIn(first) ?? metricIn(second)) !== undefined)
    throw unclear(path, 'two columns of one score, one a method, or a column that names methods', columns);
  // What both names say is the score, what one says is the method.
  const [own, other] = [partsOf(first), partsOf(second)];
  const score = scoreOf(metric, own.filter((part) => other.includes(part)).join('-') || 'score');
  const laid = (column: string, besides: readonly string[]): LaidOut => ({
    id: idOf(
      partsOf(column)
        .filter((part) => !besides.includes(part))
        .join('-') || column,
    ),
    columns: { [score.id]: column },
  });
  const methods = distinct(laid(first, other), laid(second, own), path);
  return { sample, score, better: directionOf(metric), methods };
}

function distinct(first: LaidOut, second: LaidOut, path: string): ScoreLayout['methods'] {
  if (first.id !== second.id) return [first, second];
  throw unclear(path, 'two methods whose names differ', [first.id, second.id]);
}

function valuesOf({ rows }: NamedColumns, column: string): readonly string[] {
  return [...new Set(rows.map(({ cells }) => `${cells[column]}`))];
}

function scoreOf(metric: string | undefined, otherwise: string): ScoreLayout['score'] {
  return metric === undefined ? { id: idOf(otherwise) } : { id: metric, metric };
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
function directionOf(metric: string | undefined): ScoreLayout['better'] {
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
