import { type Assembled, compiled } from './assembly.ts';
import { addRowsKernel, rowProductsKernel, tilesKernel } from './matrix-kernels.ts';

/** Doubles in one memory, and the kernels over them; places are counted in doubles. */
export interface MatrixWorkspace {
  readonly memory: Float64Array;
  /**
   * Adds to the four columns at `c`, of rows that lie `stride` apart, the products of the panels at `a`, `count` one
   * after the other, with that at `b`; each has `depth` times four doubles, and stands for four rows.
   */
  addTiles(c: number, stride: number, a: number, count: number, b: number, depth: number): void;
  /**
   * The products of `count` rows with the doubles from `x` to `end`, at `to`. What lies up to three rows behind the
   * last, up to one double behind each and behind the products is touched, and must be finite.
   */
  rowProducts(rows: number, stride: number, count: number, x: number, end: number, to: number): void;
  /** Adds `count` rows, each times its factor, to the doubles from `y` to `end`. Factors behind the last must be 0. */
  addRows(rows: number, stride: number, count: number, factors: number, y: number, end: number): void;
}

let kernels: ((doubles: number) => Assembled) | undefined;

/** A workspace of so many doubles, all 0. */
export function matrixWorkspace(doubles: number): MatrixWorkspace {
  const sums = 8 * Math.ceil(doubles / 8);
  kernels ??= compiled([tilesKernel('tiles'), rowProductsKernel('rowProducts'), addRowsKernel('addRows')]);
  const { memory, call } = kernels(sums + 8);
  return {
    memory,
    addTiles(c, stride, a, count, b, depth) {
      call.tiles(8 * a, 8 * b, 8 * c, 8 * stride, 32 * depth, 8 * (a + 4 * depth * count));
    },
    rowProducts(rows, stride, count, x, end, to) {
      for (let i = 0; i < count; i += 4) {
        call.rowProducts(8 * (rows + i * stride), 8 * stride, 8 * x, 8 * sums, 8 * end);
        for (let k = 0; k < 4; k++) memory[to + i + k] = memory[sums + 2 * k] + memory[sums + 2 * k + 1];
      }
    },
    addRows(rows, stride, count, factors, y, end) {
      for (let i = 0; i < count; i += 4) {
        call.addRows(8 * (rows + i * stride), 8 * stride, 8 * (factors + i), 8 * y, 8 * end);
      }
    },
  };
}
