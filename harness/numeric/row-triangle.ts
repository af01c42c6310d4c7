import type { Matrix } from './matrix.ts';
import { reflector } from './reflector.ts';
import { matrixWorkspace } from './simd/matrix-workspace.ts';

// So many rows are taken in at once, and so many columns reflected before those right of them are brought up to date.
const ROWS = 512;
const BLOCK = 32;

/** The triangle of rows that come one after the other. */
export interface RowTriangle {
  /** Takes in a row, which is copied. */
  add(row: ArrayLike<number>): void;
  /** The upper triangle R `[columns, columns]` with R'R = A'A, A all rows so far. */
  triangle(): Matrix;
}

/** A matrix with the same product A'A and no more rows than columns. */
export function compact(matrix: Matrix): Matrix {
  const { rows, columns, data } = matrix;
  if (rows <= columns) return matrix;
  const taking = rowTriangle(columns);
  for (let i = 0; i < rows; i++) taking.add(data.subarray(i * columns, (i + 1) * columns));
  return taking.triangle();
}

/**
 * The triangle of the QR decomposition of a matrix that is never held whole: rows are gathered, and each lot is
 * reflected into the triangle of those before (Golub and Van Loan 2013, section 5.1.7 for the block form
 * `I - V T V'`, 6.5.3 for the rows that come later). Memory does not depend on how many rows come.
 */
export function rowTriangle(columns: number): RowTriangle {
  const n = BLOCK * Math.ceil(columns / BLOCK);
  // The lot lies in panels of four columns each, four doubles a row.
  const lot = n * n;
  const vectors = lot + n * ROWS; // of a block's reflections, each the ROWS doubles behind its leading 1
  const panels = vectors + (BLOCK + 4) * ROWS; // the same, as panels of four rows
  const factors = panels + BLOCK * ROWS; // -T, as panels
  const sums = factors + BLOCK * BLOCK;
  const steps = sums + 4 * BLOCK;
  const products = steps + 4 * BLOCK;
  const work = matrixWorkspace(products + BLOCK + 4);
  const { memory } = work;
  const column = new Float64Array(ROWS + 1);
  const t = new Float64Array(BLOCK * BLOCK);
  let gathered = 0;

  return {
    add(row) {
      for (let j = 0; j < columns; j++) memory[inLot(gathered, j)] = row[j];
      gathered++;
      if (gathered === ROWS) takeIn();
    },
    triangle() {
      if (gathered > 0) takeIn();
      const data = new Float64Array(columns * columns);
      for (let i = 0; i < columns; i++) {
        data.set(memory.subarray(i * n + i, i * n + columns), i * columns + i);
      }
      return { rows: columns, columns, data };
    },
  };

  function inLot(row: number, j: number): number {
    return lot + (j - (j % 4)) * ROWS + 4 * row + (j % 4);
  }

  function takeIn(): void {
    for (let first = 0; first < columns; first += BLOCK) {
      reflectBlock(first);
      pack(first);
      for (let j = first + BLOCK; j < columns; j += 4) applyBlock(first, j);
    }
    memory.fill(0, lot, vectors);
    gathered = 0;
  }

  /** Reflects the columns of a block, each after those before it, and leaves their vectors and T. */
  function reflectBlock(first: number): void {
    memory.fill(0, vectors, panels);
    t.fill(0);
    for (let k = 0; k < BLOCK; k++) {
      const v = vectors + k * ROWS;
      const j = first + k;
      for (let i = 0, at = inLot(0, j); i < ROWS; i++) memory[v + i] = memory[at + 4 * i];
      work.rowProducts(vectors, ROWS, k, v, v + ROWS, products);
      for (let i = 0; i < k; i++) memory[products + i] += memory[(first + i) * n + j];
      for (let i = 0; i < k; i++) {
        let step = 0;
        for (let l = 0; l <= i; l++) step += t[l * BLOCK + i] * memory[products + l];
        memory[steps + i] = -step;
        memory[(first + i) * n + j] -= step;
      }
      memory.fill(0, steps + k, steps + k + 3);
      work.addRows(vectors, ROWS, k, steps, v, v + ROWS);

      column[0] = memory[j * n + j];
      column.set(memory.subarray(v, v + ROWS), 1);
      const { head, inverse } = reflector(column, 0);
      memory[j * n + j] = head;
      const [lead] = column;
      const unit = lead === 0 ? 0 : 1 / lead;
      for (let i = 0; i < ROWS; i++) memory[v + i] = column[i + 1] * unit;
      const weight = inverse * lead * lead;
      t[k * BLOCK + k] = weight;
      work.rowProducts(vectors, ROWS, k, v, v + ROWS, products);
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let l = i; l < k; l++) sum += t[i * BLOCK + l] * memory[products + l];
        t[i * BLOCK + k] = -weight * sum;
      }
    }
  }

  /** The block's vectors and T as panels. The former take the place of its columns, which have become 0. */
  function pack(first: number): void {
    for (let k = 0; k < BLOCK; k++) {
      for (let i = 0, at = inLot(0, first + k); i < ROWS; i++) {
        const value = memory[vectors + k * ROWS + i];
        memory[at + 4 * i] = value;
        memory[panels + (i - (i % 4)) * BLOCK + 4 * k + (i % 4)] = value;
      }
      for (let i = 0; i < BLOCK; i++) {
        memory[factors + (i - (i % 4)) * BLOCK + 4 * k + (i % 4)] = -t[k * BLOCK + i];
      }
    }
  }

  /** Reflects the four columns from j on, of the triangle and of the lot: X - V T' V'X. */
  function applyBlock(first: number, j: number): void {
    const panel = lot + j * ROWS;
    for (let k = 0; k < BLOCK; k++) {
      for (let c = 0; c < 4; c++) memory[sums + 4 * k + c] = memory[(first + k) * n + j + c];
    }
    work.addTiles(sums, 4, lot + first * ROWS, BLOCK / 4, panel, ROWS);
    memory.fill(0, steps, steps + 4 * BLOCK);
    work.addTiles(steps, 4, factors, BLOCK / 4, sums, BLOCK);
    for (let k = 0; k < BLOCK; k++) {
      for (let c = 0; c < 4; c++) memory[(first + k) * n + j + c] += memory[steps + 4 * k + c];
    }
    work.addTiles(panel, 4, panels, ROWS / 4, steps, BLOCK);
  }
}
