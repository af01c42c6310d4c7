import { InputError } from '../numeric/input-error.ts';
import type { Artifact } from './stage.ts';

/** One score of one image, with what it was taken of. The only thing that statistics read. */
export interface Row {
  /** The cell of the experiment: its levels, joined by `/` in the order of its factors. */
  readonly cell: string;
  readonly sample: string;
  readonly subject: string;
  /** The score's id, with a part after `/` where a score has several numbers (`subbands/HH1`). */
  readonly score: string;
  readonly value: number;
}

/** A row of a run, in which several experiments may score the same cell. */
export interface RunRow extends Row {
  readonly experiment: string;
}

/** Rows as an artifact: one JSON object a line, infinities as the strings "Infinity" and "-Infinity". */
export function encodeRows(rows: readonly Row[]): Artifact {
  const parts = [...encodedRows(rows)];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { 'rows.jsonl': bytes };
}

/** Rows that are written or read at once: no text holds them all, since a string has an end at half a gigabyte. */
const ROWS_AT_ONCE = 10_000;
const BYTES_AT_ONCE = 2 ** 20;

/** The lines of rows, in parts. */
export function* encodedRows(rows: Iterable<Row>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines: string[] = [];
  let none = true;
  const part = () => encoder.encode(`${lines.join('\n')}\n`);
  for (const row of rows) {
    lines.push(JSON.stringify({ ...row, value: Number.isFinite(row.value) ? row.value : String(row.value) }));
    none = false;
    if (lines.length < ROWS_AT_ONCE) continue;
    yield part();
    lines = [];
  }
  if (lines.length > 0 || none) yield part();
}

/**
 * The rows of `encodeRows`.
 * @throws InputError when the artifact holds no rows or a value is NaN.
 */
export function decodeRows(artifact: Artifact): readonly Row[] {
  const rows: Row[] = [];
  const one = interning();
  for (const line of linesOf(artifact['rows.jsonl'] ?? new Uint8Array())) {
    const row = JSON.parse(line) as Row;
    const value = Number(row.value);
    if (Number.isNaN(value)) {
      throw new InputError({
        where: `rows.jsonl line ${rows.length + 1}`,
        expected: 'a number as value',
        got: String(row.value),
        remedy: 'compute the row again',
      });
    }
    const { cell, sample, subject, score } = row;
    rows.push({ cell: one(cell), sample: one(sample), subject: one(subject), score: one(score), value });
  }
  return rows;
}

/** The lines of a text in UTF-8 that are not empty. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let start = 0; start < bytes.length; ) {
    const within = bytes.subarray(0, start + BYTES_AT_ONCE).lastIndexOf(10);
    const last = within >= start ? within : bytes.indexOf(10, start);
    const end = last < 0 ? bytes.length : last + 1;
    yield* decoder
      .decode(bytes.subarray(start, end))
      .split('\n')
      .filter((line) => line !== '');
    start = end;
  }
}

/** Gives the same text for equal ones, so that a million rows of one cell hold its name once. */
function interning(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same !== undefined) return same;
    known.set(text, text);
    return text;
  };
}
