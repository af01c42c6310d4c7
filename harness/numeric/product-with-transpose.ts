import type { Matrix } from './matrix.ts';
import { matrixWorkspace } from './simd/matrix-workspace.ts';

// So many columns at a time: a panel of four rows stays in the nearest cache, and 64 panels in the next.
const DEPTH = 256;
const PANELS = 64;

/** `A B'` of two matrices with as many columns. */
export function productWithTranspose(a: Matrix, b: Matrix): Matrix {
  const [rows, columns] = [roundUp(a.rows), roundUp(b.rows)];
  const depth = Math.min(DEPTH, a.columns);
  const [left, right] = [rows * columns, rows * columns + rows * depth];
  const work = matrixWorkspace(right + columns * depth);
  for (let from = 0; from < a.columns; from += depth) {
    const count = Math.min(depth, a.columns - from);
    packRows(a, from, count, work.memory, left);
    packRows(b, from, count, work.memory, right);
    // Of triangles, half of what is packed is 0.
    const zero = (at: number, panels: number) => isZero(work.memory.subarray(at, at + 4 * count * panels));
    const used = Array.from({ length: columns / 4 }, (_, j) => 4 * j).filter(
      (j) => !zero(right + j * count, 1),
    );
    for (let block = 0; block < rows; block += 4 * PANELS) {
      const panels = Math.min(PANELS, (rows - block) / 4);
      if (zero(left + block * count, panels)) continue;
      for (const j of used) {
        work.addTiles(block * columns + j, columns, left + block * count, panels, right + j * count, count);
      }
    }
  }
  const data = new Float64Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i++) {
    data.set(work.memory.subarray(i * columns, i * columns + b.rows), i * b.rows);
  }
  return { rows: a.rows, columns: b.rows, data };
}

/** Columns `from` on as panels of four rows each, four doubles a column. Rows that the last panel lacks stay 0. */
function packRows(
  { rows, columns, data }: Matrix,
  from: number,
  count: number,
  to: Float64Array,
  at: number,
) {
  for (let i = 0; i < rows; i++) {
    const panel = at + (i - (i % 4)) * count + (i % 4);
    const start = i * columns + from;
    for (let k = 0; k < count; k++) to[panel + 4 * k] = data[start + k];
  }
}

function isZero(values: Float64Array): boolean {
  return values.every((value) => value === 0);
}

function roundUp(count: number): number {
  return 4 * Math.ceil(count / 4);
}
