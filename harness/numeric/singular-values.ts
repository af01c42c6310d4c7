import { bidiagonalise } from './bidiagonalise.ts';
import type { Matrix } from './matrix.ts';
import { tridiagonalEigenvalues } from './tridiagonal-eigenvalues.ts';

/**
 * Singular values of a matrix, largest first, each to about the machine precision of the largest: Householder
 * bidiagonalisation, then the eigenvalues of the tridiagonal matrix that interleaves the two diagonals, whose
 * spectrum is +-sigma (Golub and Van Loan 2013, section 8.6.1). No product of the matrix with itself is formed, so nothing is lost where the rank is deficient.
 */
export function singularValues(matrix: Matrix): Float64Array {
  const tall = matrix.rows >= matrix.columns ? matrix : transposeOf(matrix);
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

function transposeOf({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j];
  return { rows: columns, columns: rows, data: turned };
}
