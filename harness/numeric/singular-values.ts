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

function bidiagonalise({ rows: m, columns: n, data }: Matrix): [Float64Array, Float64Array] {
  const diagonal = new Float64Array(n);
  const upper = new Float64Array(Math.max(n - 1, 0));
  const work = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    diagonal[k] = reflectColumn(data, m, n, k, work);
    if (k + 1 < n) upper[k] = reflectRow(data, m, n, k);
  }
  return [diagonal, upper];
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

/** The same for row k from column k + 1 on, applied to the rows below. */
function reflectRow(a: Float64Array, m: number, n: number, k: number): number {
  const row = a.subarray(k * n, (k + 1) * n);
  let largest = 0;
  for (let j = k + 1; j < n; j++) largest = Math.max(largest, Math.abs(row[j]));
  if (largest === 0) return 0;
  let squares = 0;
  for (let j = k + 1; j < n; j++) {
    row[j] /= largest;
    squares += row[j] ** 2;
  }
  const head = row[k + 1] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  const beta = squares - row[k + 1] * head;
  row[k + 1] -= head;
  for (let i = k + 1; i < m; i++) {
    let sum = 0;
    for (let j = k + 1; j < n; j++) sum += row[j] * a[i * n + j];
    sum /= beta;
    for (let j = k + 1; j < n; j++) a[i * n + j] -= sum * row[j];
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
