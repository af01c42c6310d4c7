/** What an image of a uniform object has besides noise: its mean, or shading. */
export type Trend = 'mean' | 'quadratic';

/**
 * A plane `[height, width]` less its mean, or less the surface `a + b x + c y + d x^2 + e x y + f y^2` that is nearest
 * by least squares. Over a grid the surface's terms fall into products of polynomials that are orthogonal over rows
 * and over columns, so that each is taken off by itself.
 */
export function withoutTrend(plane: Float64Array, height: number, width: number, trend: Trend): Float64Array {
  const [down, across] = [height, width].map(orthogonal);
  const left = plane.slice();
  for (const [m, n] of trend === 'mean' ? [[0, 0]] : terms) {
    const value = (i: number) => down[m][Math.floor(i / width)] * across[n][i % width];
    let sum = 0;
    for (let i = 0; i < left.length; i++) sum += left[i] * value(i);
    for (let i = 0; i < left.length; i++) left[i] -= sum * value(i);
  }
  return left;
}

/** Degrees down and across. */
const terms = [
  [0, 0],
  [0, 1],
  [1, 0],
  [0, 2],
  [1, 1],
  [2, 0],
] as const;

/** Polynomials of degrees 0, 1 and 2 on n points, orthogonal and of length 1 (0 where n points are too few). */
function orthogonal(n: number): readonly [Float64Array, Float64Array, Float64Array] {
  const of = (value: (x: number) => number) => {
    const values = Float64Array.from({ length: n }, (_, i) => value(i - (n - 1) / 2));
    const length = Math.sqrt(values.reduce((sum, each) => sum + each * each, 0));
    return length > 1e-9 ? values.map((each) => each / length) : values.fill(0);
  };
  return [of(() => 1), of((x) => x), of((x) => x * x - (n * n - 1) / 12)];
}
