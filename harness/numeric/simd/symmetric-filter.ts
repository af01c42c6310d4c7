import {
  add,
  addIntegers,
  both,
  type Code,
  get,
  integer,
  type Kernel,
  lessUnsigned,
  load,
  multiply,
  repeat,
  set,
  store,
} from './assembly.ts';

/**
 * A kernel `(from, to, end)` that writes `sum over k of weights[k] * value[i + k * stride]` for the doubles
 * from address `to` to `end`, two at a time; it may write one double beyond an odd end.
 * @param weights symmetric, of odd length
 * @param stride distance of the taps in doubles: 1 filters along rows, the row's length along columns
 */
export function symmetricFilter(name: string, weights: Float64Array, stride: number): Kernel {
  const [from, to, end, sum] = [0, 1, 2, 3];
  const last = weights.length - 1;
  const tap = (k: number): Code => [...get(from), ...load(8 * stride * k)];
  const code: number[] = [...tap(last / 2), ...both(weights[last / 2]), ...multiply, ...set(sum)];
  for (let k = 0; k < last / 2; k++) {
    code.push(...tap(k), ...tap(last - k), ...add, ...both(weights[k]), ...multiply);
    code.push(...get(sum), ...add, ...set(sum));
  }
  code.push(...get(to), ...get(sum), ...store(0), ...advance(from), ...advance(to));
  return {
    name,
    parameters: 3,
    vectors: 1,
    code: repeat([...code, ...get(to), ...get(end), ...lessUnsigned]),
  };
}

/** A kernel `(x, y, squares, product, end)` that writes x^2 + y^2 and x y, for the addresses of x up to `end`. */
export function productsKernel(name: string): Kernel {
  const [x, y, squares, product, end, a, b] = [0, 1, 2, 3, 4, 5, 6];
  const code = [
    ...[...get(x), ...load(0), ...set(a), ...get(y), ...load(0), ...set(b)],
    ...[
      ...get(squares),
      ...get(a),
      ...get(a),
      ...multiply,
      ...get(b),
      ...get(b),
      ...multiply,
      ...add,
      ...store(0),
    ],
    ...[...get(product), ...get(a), ...get(b), ...multiply, ...store(0)],
    ...[x, y, squares, product].flatMap(advance),
    ...[...get(x), ...get(end), ...lessUnsigned],
  ];
  return { name, parameters: 5, vectors: 2, code: repeat(code) };
}

/** Moves an address on by two doubles. */
function advance(address: number): Code {
  return [...get(address), ...integer(16), ...addIntegers, ...set(address)];
}
