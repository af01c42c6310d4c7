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
  loadTwice,
  multiply,
  repeat,
  set,
  store,
} from './assembly.ts';

/**
 * A kernel `(a, b, c, stride, bytes, end)` that adds the products of panels to tiles of 4 x 4 doubles, one below the
 * other: `c[i][j] += sum over k of a[k][i] b[k][j]`. A panel holds four doubles for every k, one k after the other, in
 * `bytes` in all; those of `a` follow one another up to `end`, and that of `b` serves them all. `stride` is the bytes
 * from one row of `c` to the next.
 */
export function tilesKernel(name: string): Kernel {
  const [a, b, c, stride, bytes, end, panelEnd, at] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [left, right, factor, sums] = [8, 9, 10, 11];
  const begin = [...get(a), ...get(bytes), ...addIntegers, ...set(panelEnd), ...get(b), ...set(at)];
  for (let i = 0; i < 8; i++) begin.push(...both(0), ...set(sums + i));
  const inner: number[] = [...get(at), ...load(0), ...set(left), ...get(at), ...load(16), ...set(right)];
  for (let i = 0; i < 4; i++) {
    inner.push(...get(a), ...loadTwice(8 * i), ...set(factor));
    for (const [half, value] of [left, right].entries()) {
      const sum = sums + 2 * i + half;
      inner.push(...get(sum), ...get(factor), ...get(value), ...multiply, ...add, ...set(sum));
    }
  }
  inner.push(...advance(a, 32), ...advance(at, 32), ...get(a), ...get(panelEnd), ...lessUnsigned);
  const finish: number[] = [];
  for (let i = 0; i < 4; i++) {
    for (const half of [0, 1]) {
      const place = 16 * half;
      finish.push(...get(c), ...get(c), ...load(place), ...get(sums + 2 * i + half), ...add, ...store(place));
    }
    finish.push(...next(c, stride, c));
  }
  return {
    name,
    parameters: 6,
    integers: 2,
    vectors: 11,
    code: repeat([...begin, ...repeat(inner), ...finish, ...get(a), ...get(end), ...lessUnsigned]),
  };
}

/**
 * A kernel `(rows, stride, x, to, end)` that takes the products of four rows with `x`, from its address up to `end`.
 * Each product is left at `to` as two doubles to be added, eight doubles in all.
 */
export function rowProductsKernel(name: string): Kernel {
  const [rows, stride, x, to, end] = [0, 1, 2, 3, 4];
  const [second, third, fourth] = [5, 6, 7];
  const [value, sums] = [8, 9];
  const code: number[] = [...get(x), ...load(0), ...set(value)];
  for (const [i, row] of [rows, second, third, fourth].entries()) {
    code.push(
      ...get(sums + i),
      ...get(row),
      ...load(0),
      ...get(value),
      ...multiply,
      ...add,
      ...set(sums + i),
    );
  }
  code.push(...[rows, second, third, fourth, x].flatMap((address) => advance(address, 16)));
  const kept = [0, 1, 2, 3].flatMap((i) => [...get(to), ...get(sums + i), ...store(16 * i)]);
  return {
    name,
    parameters: 5,
    integers: 3,
    vectors: 5,
    code: [
      ...next(rows, stride, second),
      ...next(second, stride, third),
      ...next(third, stride, fourth),
      ...repeat([...code, ...get(x), ...get(end), ...lessUnsigned]),
      ...kept,
    ],
  };
}

/** A kernel `(rows, stride, factors, y, end)` that adds four rows, each times its factor, to y up to `end`. */
export function addRowsKernel(name: string): Kernel {
  const [rows, stride, factors, y, end] = [0, 1, 2, 3, 4];
  const [second, third, fourth] = [5, 6, 7];
  const times = 8;
  const code: number[] = [...get(y), ...get(y), ...load(0)];
  for (const [i, row] of [rows, second, third, fourth].entries()) {
    code.push(...get(row), ...load(0), ...get(times + i), ...multiply, ...add);
  }
  code.push(...store(0));
  code.push(...[rows, second, third, fourth, y].flatMap((address) => advance(address, 16)));
  return {
    name,
    parameters: 5,
    integers: 3,
    vectors: 4,
    code: [
      ...[0, 1, 2, 3].flatMap((i) => [...get(factors), ...loadTwice(8 * i), ...set(times + i)]),
      ...next(rows, stride, second),
      ...next(second, stride, third),
      ...next(third, stride, fourth),
      ...repeat([...code, ...get(y), ...get(end), ...lessUnsigned]),
    ],
  };
}

function next(row: number, stride: number, following: number): Code {
  return [...get(row), ...get(stride), ...addIntegers, ...set(following)];
}

function advance(address: number, bytes: number): Code {
  return [...get(address), ...integer(bytes), ...addIntegers, ...set(address)];
}
