import type { Conv2dOptions, Shape } from '../ops.ts';
import type { BackwardOps } from './backward-ops.ts';
import type { Differentiable } from './differentiable.ts';
import { groupNormRule, layerNormRule } from './normalisation-rules.ts';

/** Every operation that has a gradient, with the arguments that it has in `Ops`. */
export function gradientRules<T>(ops: BackwardOps<T>) {
  const rule = (value: T, back: Differentiable<T>['back']): Differentiable<T> => ({ value, back });
  const of = (x: T) => ops.shape(x);
  const unary = (value: T, back: (dy: T) => T) => rule(value, (dy) => [() => back(dy)]);
  return {
    conv2d(x: T, weight: T, bias: T | null, options: Conv2dOptions) {
      return rule(ops.conv2d(x, weight, bias, options), (dy) => [
        () => ops.conv2dByImage(dy, weight, of(x), options),
        () => ops.conv2dByWeight(dy, x, of(weight), options),
        () => ops.reshape(ops.sum(dy, [0, 2, 3]), of(bias!)),
      ]);
    },
    /** The sum over the copies of a pixel. */
    resizeNearest(x: T, factor: number) {
      const copies = { size: factor, stride: factor, padding: { top: 0, bottom: 0, left: 0, right: 0 } };
      return unary(ops.resizeNearest(x, factor), (dy) => ops.affine(ops.avgPool(dy, copies), factor ** 2, 0));
    },
    groupNorm: (x: T, scale: T, shift: T, groups: number, epsilon: number) =>
      groupNormRule(ops, x, scale, shift, groups, epsilon),
    layerNorm: (x: T, scale: T, shift: T, epsilon: number) => layerNormRule(ops, x, scale, shift, epsilon),
    matMul(a: T, b: T, transposeB: boolean) {
      return rule(ops.matMul(a, b, transposeB), (dy) => [
        () => ops.matMul(dy, b, !transposeB),
        () =>
          transposeB ? ops.matMul(transposed(ops, dy), a, false) : ops.matMul(transposed(ops, a), dy, false),
      ]);
    },
    softmax(x: T) {
      const y = ops.softmax(x);
      return unary(y, (dy) => ops.mul(y, ops.sub(dy, ops.sum(ops.mul(dy, y), [of(x).length - 1]))));
    },
    add: (a: T, b: T) =>
      rule(ops.add(a, b), (dy) => [() => reduced(ops, dy, of(a)), () => reduced(ops, dy, of(b))]),
    sub: (a: T, b: T) =>
      rule(ops.sub(a, b), (dy) => [
        () => reduced(ops, dy, of(a)),
        () => ops.affine(reduced(ops, dy, of(b)), -1, 0),
      ]),
    mul: (a: T, b: T) =>
      rule(ops.mul(a, b), (dy) => [
        () => reduced(ops, ops.mul(dy, b), of(a)),
        () => reduced(ops, ops.mul(dy, a), of(b)),
      ]),
    div(a: T, b: T) {
      const y = ops.div(a, b);
      return rule(y, (dy) => [
        () => reduced(ops, ops.div(dy, b), of(a)),
        () => ops.affine(reduced(ops, ops.div(ops.mul(dy, y), b), of(b)), -1, 0),
      ]);
    },
    affine: (x: T, factor: number, offset: number) =>
      unary(ops.affine(x, factor, offset), (dy) => ops.affine(dy, factor, 0)),
    relu: (x: T) => unary(ops.relu(x), (dy) => ops.mul(dy, ops.relu(ops.sign(x)))),
    leakyRelu: (x: T, slope: number) =>
      unary(ops.leakyRelu(x, slope), (dy) =>
        ops.mul(dy, ops.affine(ops.relu(ops.sign(x)), 1 - slope, slope)),
      ),
    abs: (x: T) => unary(ops.abs(x), (dy) => ops.mul(dy, ops.sign(x))),
    silu(x: T) {
      const gate = ops.sigmoid(x);
      const y = ops.mul(x, gate);
      return unary(y, (dy) => ops.mul(dy, ops.sub(ops.add(gate, y), ops.mul(gate, y))));
    },
    gelu: (x: T) =>
      unary(ops.gelu(x), (dy) => {
        const density = ops.affine(
          ops.exp(ops.affine(ops.mul(x, x), -0.5, 0)),
          1 / Math.sqrt(2 * Math.PI),
          0,
        );
        return ops.mul(dy, ops.add(ops.normalCdf(x), ops.mul(x, density)));
      }),
    sqrt(x: T) {
      const y = ops.sqrt(x);
      return unary(y, (dy) => ops.affine(ops.div(dy, y), 0.5, 0));
    },
    sin: (x: T) => unary(ops.sin(x), (dy) => ops.mul(dy, ops.cos(x))),
    cos: (x: T) => unary(ops.cos(x), (dy) => ops.affine(ops.mul(dy, ops.sin(x)), -1, 0)),
    mean(x: T, axes: readonly number[]) {
      const number = axes.reduce((product, axis) => product * of(x)[axis]!, 1);
      return unary(ops.mean(x, axes), (dy) => ops.spread(ops.affine(dy, 1 / number, 0), of(x)));
    },
    reshape: (x: T, shape: Shape) => unary(ops.reshape(x, shape), (dy) => ops.reshape(dy, of(x))),
    transpose(x: T, order: readonly number[]) {
      const inverse = order.map((_, axis) => order.indexOf(axis));
      return unary(ops.transpose(x, order), (dy) => ops.transpose(dy, inverse));
    },
    concat(xs: readonly T[], axis: number) {
      return rule(ops.concat(xs, axis), (dy) => {
        let end = 0;
        return xs.map((x) => {
          const begin = end;
          end += of(x)[axis]!;
          const until = end;
          return () => ops.slice(dy, axis, begin, until);
        });
      });
    },
    slice: (x: T, axis: number, begin: number, end: number) =>
      unary(ops.slice(x, axis, begin, end), (dy) => {
        const before = zeros(ops, of(x), axis, begin);
        const after = zeros(ops, of(x), axis, of(x)[axis]! - end);
        const parts = [...before, dy, ...after];
        return parts.length === 1 ? dy : ops.concat(parts, axis);
      }),
  };
}

/** The sum over the axes along which a tensor of this shape was repeated. */
function reduced<T>(ops: BackwardOps<T>, dy: T, shape: Shape): T {
  const from = ops.shape(dy);
  const lead = from.length - shape.length;
  const axes = from.flatMap((size, axis) =>
    axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : [],
  );
  const sum = axes.length === 0 ? dy : ops.sum(dy, axes);
  return lead === 0 ? sum : ops.reshape(sum, shape);
}

function transposed<T>(ops: BackwardOps<T>, x: T): T {
  const axes = ops.shape(x).map((_, axis) => axis);
  return ops.transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}

/** Zeros of the sizes of `shape`, `length` along `axis`; none where there is no length. */
function zeros<T>(ops: BackwardOps<T>, shape: Shape, axis: number, length: number): T[] {
  if (length === 0) return [];
  const sizes = shape.map((size, i) => (i === axis ? length : size));
  return [ops.constant(new Float64Array(sizes.reduce((product, size) => product * size, 1)), sizes)];
}
