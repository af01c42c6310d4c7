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

/** Rows as an artifact: one JSON object a line, infinities as the strings "Infinity" and "-Infinity". */
export function encodeRows(rows: readonly Row[]): Artifact {
  const lines = rows.map((row) =>
    JSON.stringify({ ...row, value: Number.isFinite(row.value) ? row.value : String(row.value) }),
  );
  return { 'rows.jsonl': new TextEncoder().encode(`${lines.join('\n')}\n`) };
}

/**
 * The rows of `encodeRows`.
 * @throws InputError when the artifact holds no rows or a value is NaN.
 */
export function decodeRows(artifact: Artifact): readonly Row[] {
  const text = new TextDecoder().decode(artifact['rows.jsonl'] ?? new Uint8Array());
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const row = JSON.parse(line) as Row;
      const value = Number(row.value);
      if (Number.isNaN(value)) {
        throw new InputError({
          where: `rows.jsonl line ${i + 1}`,
          expected: 'a number as value',
          got: String(row.value),
          remedy: 'compute the row again',
        });
      }
      return { ...row, value };
    });
}
