import type { NamedArrays } from '../../harness/diffusion/named-arrays.ts';

/** The problems of golden/oracles/diffusion-training.py. */
export type Problem = 'quadratic' | 'rosenbrock';

const curvature = [1, 10, 100, 0.1, 3];
const centre = [1, -2, 0.5, 3, 0];

/** Where both problems begin. */
export function startOf(precision: 'float32' | 'float64'): NamedArrays {
  const numbers = precision === 'float32' ? Float32Array : Float64Array;
  return new Map([
    ['a', numbers.from([-1.2, 1])],
    ['b', numbers.from([0.3, -0.7, 2])],
  ]);
}

export function gradientsOf(problem: Problem, parameters: NamedArrays): NamedArrays {
  const [a, b] = [parameters.get('a')!, parameters.get('b')!];
  if (problem === 'quadratic') {
    return new Map([
      ['a', a.map((value: number, i: number) => curvature[i]! * (value - centre[i]!))],
      ['b', b.map((value: number, i: number) => curvature[i + 2]! * (value - centre[i + 2]!))],
    ]);
  }
  const [x, y] = a as unknown as [number, number];
  const gradient = a.slice();
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
  gradient[1] = 200 * (y - x * x);
  return new Map([
    ['a', gradient],
    ['b', b.slice().fill(0)],
  ]);
}
