import { knownNumber } from '../../../metrics/known-number.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { scoreName } from '../../../record/scores/score-name.ts';
import type { ScoreRow, ScoreTable } from '../../../record/scores/table.ts';
import { repeatedKey } from '../repeated-key.ts';

type Json = Readonly<Record<string, unknown>>;
type Found = Pick<ScoreTable, 'rows' | 'layout'>;

/**
 * A table in JSON: the release's `per_image_metrics`, a list of records, one record a line, records by id, lists by
 * score, what pandas writes (split, index, columns, table, values), or one of these inside of other objects. Records within a record
 * are scores with parts: `{"subbands": {"HH1": 21}}` is `subbands/HH1`.
 * @param names of the columns of lists without any
 * @throws InputError when it is malformed or holds no per-image scores.
 */
export function jsonTable(
  path: string,
  text: string,
  names?: readonly string[],
): Pick<ScoreTable, 'rows' | 'layout' | 'stated'> {
  const lines = recordLines(path, text);
  if (lines) return { ...lines, stated: {} };
  const document = parseJson(path, text);
  if (isRows(document)) return { ...valuesTable(path, document, names), stated: {} };
  const stated = isRecord(document) ? statedOf(document) : {};
  if (isRecord(document) && Array.isArray(document['per_image_metrics'])) {
    const released = tableAt(path, document['per_image_metrics'], '/per_image_metrics');
    return { rows: [], layout: 'JSON, per_image_metrics', ...released, stated };
  }
  if (isRecord(document) && 'per_image_metrics' in document) {
    throw fault(
      `${path} /per_image_metrics`,
      'a list with one record per image',
      shown(document['per_image_metrics']),
      'evaluate again with per-image scores kept; means alone cannot be compared',
    );
  }
  const found = tablesIn(path, document, '', 0);
  const [only] = found;
  if (only && found.length === 1) return { ...only, stated };
  if (only) {
    const places = found.map(({ place }) => place || '/').join(', ');
    throw fault(
      path,
      'one table of scores',
      `${found.length}: at ${places}`,
      'keep one of them in a file of its own',
    );
  }
  const keys = isRecord(document) ? Object.keys(document).slice(0, 8).join(', ') : shown(document);
  throw fault(
    isRecord(document) ? `${path} /per_image_metrics` : path,
    'a list with one record per image',
    `nothing, nor records by id or lists by score; only ${keys || 'an empty object'}`,
    'evaluate again with per-image scores kept; means alone cannot be compared',
  );
}

/** One record a line. */
function recordLines(path: string, text: string): Found | undefined {
  const lines = text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ line, at: i + 1 }]));
  if (lines.length < 2 || !lines.every(({ line }) => /^\s*\{.*\}\s*,?\s*$/.test(line))) return undefined;
  const rows = lines.map(({ line, at }) => {
    const place = `line ${at}`;
    return { place, cells: flat(recordAt(path, place, parseJson(path, line, at))) };
  });
  return { rows, layout: 'JSON, a record a line' };
}

const DEEPEST = 4;

/** The tables in a document, not below one. */
function tablesIn(
  path: string,
  node: unknown,
  pointer: string,
  depth: number,
): readonly (Found & { place: string })[] {
  const found = tableAt(path, node, pointer);
  if (found) return [{ ...found, place: pointer }];
  if (!isRecord(node) || depth === DEEPEST) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    tablesIn(path, value, `${pointer}/${key}`, depth + 1),
  );
}

function tableAt(path: string, node: unknown, pointer: string): Found | undefined {
  if (Array.isArray(node)) {
    // A list of numbers is a score of something else.
    if (!node.some(isRecord)) return undefined;
    const rows = node.map((cells: unknown, i) => {
      const place = `${pointer}/${i}`;
      return { place, cells: flat(recordAt(path, place, cells)) };
    });
    return { rows, layout: 'JSON, a list of records' };
  }
  if (!isRecord(node)) return undefined;
  const { columns, data, index, schema } = node;
  // The schema beside the records of pandas' table says what types they have; which they show.
  if (isRecord(schema) && Array.isArray(schema['fields']) && Array.isArray(data)) {
    const own = tableAt(path, data, `${pointer}/data`);
    return own && { ...own, layout: 'JSON, schema and data (pandas table)' };
  }
  if (Array.isArray(columns) && Array.isArray(data)) return splitTable(path, pointer, columns, data, index);
  const entries = Object.entries(node);
  const lists = entries.filter(
    ([, value]) => Array.isArray(value) && value.length > 0 && !value.some(isRecord),
  );
  if (lists.length > 0 && alike(lists.map(([, value]) => (value as unknown[]).length)))
    return listsTable(pointer, lists as [string, unknown[]][]);
  const records = entries.filter(([, value]) => isRecord(value) && Object.values(value).some(isScore));
  if (records.length < entries.length || records.length === 0) return undefined;
  if (records.every(([name]) => knownNumber(scoreName(name))))
    return scoresById(pointer, records as [string, Json][]);
  return records.length < 3 ? undefined : recordsById(pointer, records as [string, Json][]);
}

/** `{"columns": [...], "index": [...], "data": [[...]]}`. */
function splitTable(
  path: string,
  pointer: string,
  columns: readonly unknown[],
  data: readonly unknown[],
  index: unknown,
): Found {
  const rows = data.map((row, i) => {
    const place = `${pointer}/data/${i}`;
    if (!Array.isArray(row) || row.length !== columns.length)
      throw fault(`${path} ${place}`, `a list of ${columns.length} cells`, shown(row), 'mend the file');
    const own = Array.isArray(index) ? { index: index[i] as unknown } : {};
    return {
      place,
      cells: { ...own, ...Object.fromEntries(columns.map((name, c) => [String(name), row[c] as unknown])) },
    };
  });
  return { rows, layout: 'JSON, columns and data apart (pandas split)' };
}

function isRows(document: unknown): document is readonly (readonly unknown[])[] {
  return Array.isArray(document) && document.length > 0 && document.every(Array.isArray);
}

/** `[["a", 26.3], ["b", 25.1]]`, whose columns have no names. */
function valuesTable(
  path: string,
  lists: readonly (readonly unknown[])[],
  names: readonly string[] | undefined,
): Found {
  const width = names?.length ?? lists[0]!.length;
  const ragged = lists.findIndex(({ length }) => length !== width);
  if (names === undefined || ragged >= 0) {
    throw fault(
      ragged < 0 ? path : `${path} /${ragged}`,
      names === undefined ? 'the names of the columns, which lists do not have' : `a list of ${width} cells`,
      shown(lists[Math.max(0, ragged)]),
      `name the columns, as in --columns id,psnr`,
    );
  }
  const rows = lists.map((list, i) => ({
    place: `/${i}`,
    cells: Object.fromEntries(names.map((name, c) => [name, list[c]])),
  }));
  return { rows, layout: 'JSON, a list a row (pandas values)' };
}

function listsTable(pointer: string, lists: readonly (readonly [string, readonly unknown[]])[]): Found {
  const rows = lists[0]![1].map((_, i) => ({
    place: `${pointer}/*/${i}`,
    cells: Object.fromEntries(lists.map(([name, values]) => [name, values[i]])),
  }));
  return { rows, layout: 'JSON, a list by score' };
}

/** `{"img_1": {"psnr": 26}}`. */
function recordsById(pointer: string, records: readonly (readonly [string, Json])[]): Found {
  const rows: readonly ScoreRow[] = records.map(([id, cells]) => ({
    place: `${pointer}/${id}`,
    cells: { id, ...flat(cells) },
  }));
  return { rows, layout: 'JSON, a record by id' };
}

/** `{"psnr": {"img_1": 26}}`, as pandas writes columns. */
function scoresById(pointer: string, scores: readonly (readonly [string, Json])[]): Found {
  const ids = [...new Set(scores.flatMap(([, values]) => Object.keys(values)))];
  const rows = ids.map((id) => ({
    place: `${pointer}/*/${id}`,
    cells: { id, ...Object.fromEntries(scores.map(([name, values]) => [name, values[id]])) },
  }));
  return { rows, layout: 'JSON, ids by score (pandas columns)' };
}

/** Records within a record as parts. */
function flat(record: Json, before = ''): Json {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) =>
      isRecord(value) ? Object.entries(flat(value, `${before}${key}/`)) : [[`${before}${key}`, value]],
    ),
  );
}

function recordAt(path: string, place: string, cells: unknown): Json {
  if (isRecord(cells)) return cells;
  throw fault(`${path} ${place}`, 'a record of scores', shown(cells), 'mend the file');
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

function alike(lengths: readonly number[]): boolean {
  return lengths.every((length) => length === lengths[0]);
}

function statedOf({ diffusion_sr: summary }: Json): Record<string, number> {
  const numbers = Object.entries(isRecord(summary) ? summary : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && /_(mean|std)$/.test(entry[0]),
  );
  return Object.fromEntries(numbers);
}

function parseJson(path: string, text: string, at = 1): unknown {
  const whole = text.trim().replace(/,$/, '');
  try {
    const parsed: unknown = JSON.parse(whole);
    const again = repeatedKey(whole);
    if (again === undefined) return parsed;
    throw fault(
      `${path} line ${at - 1 + again.line}`,
      'every name once in a record',
      `${JSON.stringify(again.key)} twice`,
      'keep one of them',
    );
  } catch (error) {
    if ((error as Error).name === 'InputError') throw error;

    // Python writes NaN and Infinity, which JSON does not have; they are the likely reason, and bad scores.
    const token = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text);
    if (!token)
      throw fault(at > 1 ? `${path} line ${at}` : path, 'JSON', (error as Error).message, 'mend the file');
    const line = at - 1 + text.slice(0, token.index + token[0].length).split('\n').length;
    throw fault(
      `${path} line ${line}`,
      'finite numbers',
      token[1]!,
      'mend the value, or leave the image out of every arm',
    );
  }
}

function shown(cell: unknown): string {
  if (cell === undefined) return 'nothing';
  return cell === '' ? 'an empty cell' : JSON.stringify(cell).slice(0, 60);
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
