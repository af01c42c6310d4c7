import { tridiagonalEigenvalues } from './tridiagonal-eigenvalues.ts';

/** A dense matrix `[rows, columns]`, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * Singular values of a matrix, largest first, each to about the machine precision of the largest: Householder
 * bidiagonalisation (Golub and Kahan 1965), then the eigenvalues of the tridiagonal matrix that interleaves
 * the two diagonals, whose spectrum is +-sigma (Golub and Van Loan 2013, section 8.6.1). No product of the
 * matrix with itself is formed, so nothing is lost where the rank is deficient.
 */
export function singularValues(matrix: Matrix): Float64Array {
  const tall = matrix.rows >= matrix.columns ? copyOf(matrix) : transposeOf(matrix);
  const [diagonal, upper] = bidiagonalise(tall);
  const n = diagonal.length;
  const between = new Float64Array(2 * n); // off-diagonal of the interleaved matrix: d0 e0 d1 e1 ...
  for (let i = 0; i < n; i++) {
    between[2 * i] = diagonal[i];
    if (i + 1 < n) between[2 * i + 1] = upper[i];
  }
  const eigenvalues = tridiagonalEigenvalues(new Float64Array(2 * n), between);
  return eigenvalues
    .sort()
    .reverse()
    .slice(0, n)
    .map((value) => Math.max(value, 0));
}

/** The upper triangle R `[n, n]` of the QR decomposition of a tall matrix `[m, n]`, m >= n: R'R = A'A. */
export function triangleOf(matrix: Matrix): Matrix {
  const { columns: n } = matrix;
  const { data, rows } = copyOf(matrix);
  const work = new Float64Array(n);
  const triangle = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const head = reflectColumn(data, rows, n, k, work);
    triangle[k * n + k] = head;
    for (let j = k + 1; j < n; j++) triangle[k * n + j] = data[k * n + j];
  }
  return { rows: n, columns: n, data: triangle };
}

/**
 * The two diagonals. Each step reflects column k onto its first entry and then the rest of row k onto its own,
 * with two passes over what lies right of and below them: one applies the first reflection and takes the products
 * with the second, the other applies the second and takes the products with the column that comes next.
 */
function bidiagonalise({ rows: m, columns: n, data: a }: Matrix): [Float64Array, Float64Array] {
  const diagonal = new Float64Array(n);
  const upper = new Float64Array(Math.max(n - 1, 0));
  const column = Float64Array.from({ length: m }, (_, i) => a[i * n]);
  const row = new Float64Array(n);
  const ofColumn = new Float64Array(n); // products of the column's reflector with the columns
  const ofRow = new Float64Array(m); // products of the row's reflector with the rows
  let down = reflector(column, 0);
  for (let i = 0; i < m; i++) for (let j = 1; j < n; j++) ofColumn[j] += column[i] * a[i * n + j];
  for (let k = 0; ; k++) {
    diagonal[k] = down.head;
    if (k + 1 === n) return [diagonal, upper];
    const share = column[k] * down.inverse;
    for (let j = k + 1; j < n; j++) row[j] = a[k * n + j] - share * ofColumn[j];
    const right = reflector(row, k + 1);
    upper[k] = right.head;
    for (let i = k + 1; i < m; i++) {
      const sum = reflectedProduct(a, i * n, k + 1, n, column[i] * down.inverse, ofColumn, row);
      ofRow[i] = sum * right.inverse;
      column[i] = a[i * n + k + 1] - ofRow[i] * row[k + 1];
    }
    down = reflector(column, k + 1);
    ofColumn.fill(0, k + 2);
    for (let i = k + 1; i < m; i++) reflectAdding(a, i * n, k + 2, n, ofRow[i], row, column[i], ofColumn);
  }
}

// The two inner loops are functions of their own: V8 compiles them well there, and poorly within the others. Their
// parameters stay apart, since an object for every row would cost more than the row.

/** Takes `factor` times `products` off a row, and gives its product with `next`. */
// biome-ignore lint/complexity/useMaxParams: an inner loop
function reflectedProduct(
  a: Float64Array,
  start: number,
  from: number,
  to: number,
  factor: number,
  products: Float64Array,
  next: Float64Array,
): number {
  let sum = 0;
  for (let j = from; j < to; j++) {
    const value = a[start + j] - factor * products[j];
    a[start + j] = value;
    sum += value * next[j];
  }
  return sum;
}

/** Takes `factor` times `row` off a row, and adds `weight` times what remains to `sums`. */
// biome-ignore lint/complexity/useMaxParams: an inner loop
function reflectAdding(
  a: Float64Array,
  start: number,
  from: number,
  to: number,
  factor: number,
  row: Float64Array,
  weight: number,
  sums: Float64Array,
): void {
  for (let j = from; j < to; j++) {
    const value = a[start + j] - factor * row[j];
    a[start + j] = value;
    sums[j] += weight * value;
  }
}

/**
 * Turns x from `first` on into the v of the reflection I - v v' inverse that maps it onto its first entry, and
 * gives the entry that remains. A vector of zeros stays, and its reflection is none.
 */
function reflector(x: Float64Array, first: number): { readonly head: number; readonly inverse: number } {
  let largest = 0;
  for (let i = first; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
  if (largest === 0) return { head: 0, inverse: 0 };
  let squares = 0;
  for (let i = first; i < x.length; i++) {
    x[i] /= largest;
    squares += x[i] ** 2;
  }
  const head = x[first] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  const half = squares - x[first] * head; // of v'v
  x[first] -= head;
  return { head: head * largest, inverse: 1 / half };
}

/**
 * Reflects column k from row k down onto its first entry and applies the same to the columns right of it.
 * Returns the entry that remains.
 */
function reflectColumn(a: Float64Array, m: number, n: number, k: number, work: Float64Array): number {
  let largest = 0;
  for (let i = k; i < m; i++) largest = Math.max(largest, Math.abs(a[i * n + k]));
  if (largest === 0) return 0;
  let squares = 0;
  for (let i = k; i < m; i++) {
    a[i * n + k] /= largest;
    squares += a[i * n + k] ** 2;
  }
  const head = a[k * n + k] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  const beta = squares - a[k * n + k] * head; // half of v'v
  a[k * n + k] -= head; // column k now holds v
  work.fill(0, k + 1);
  for (let i = k; i < m; i++) {
    const v = a[i * n + k];
    for (let j = k + 1; j < n; j++) work[j] += v * a[i * n + j];
  }
  for (let i = k; i < m; i++) {
    const v = a[i * n + k] / beta;
    for (let j = k + 1; j < n; j++) a[i * n + j] -= v * work[j];
  }
  return head * largest;
}

function copyOf({ rows, columns, data }: Matrix): Matrix {
  return { rows, columns, data: data.slice() };
}

function transposeOf({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j];
  return { rows: columns, columns: rows, data: turned };
}
