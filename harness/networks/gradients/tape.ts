import { InputError } from '../../numeric/input-error.ts';
import type { Ops } from '../ops.ts';
import { count } from '../shapes.ts';
import type { BackwardOps } from './backward-ops.ts';
import type { Differentiable } from './differentiable.ts';
import { gradientRules } from './rules.ts';

/** A value of a network whose way back is being recorded. */
export interface Traced<T> {
  readonly value: T;
  /** Its place on the tape; null where no traced parameter reaches it. */
  readonly place: number | null;
}

/** What a network did, step by step, as far as traced parameters reach. */
export interface Tape<T> {
  /** The base operations, recorded. */
  readonly ops: Ops<Traced<T>>;
  /** A value that gradients are taken by. */
  parameter(value: T): Traced<T>;
  /** A value that is given and stays. */
  fixed(value: T): Traced<T>;
  /**
   * The gradients of `loss`, a single number, by some parameters of this tape, made with the base operations:
   * zeros where it does not depend on them.
   */
  gradients(loss: Traced<T>, by: readonly Traced<T>[]): T[];
}

/** An empty tape over an engine's operations. */
export function createTape<T>(ops: BackwardOps<T>): Tape<T> {
  const steps: Step<T>[] = [];
  const fixed = (value: T): Traced<T> => ({ value, place: null });
  const recorded = (inputs: readonly Traced<T>[], { value, back }: Differentiable<T>): Traced<T> => {
    steps.push({ inputs, back });
    return { value, place: steps.length - 1 };
  };
  return {
    ops: tracedOps(ops, recorded, fixed),
    fixed,
    parameter: (value) => recorded([], { value, back: () => [] }),
    gradients(loss, by) {
      const found: (T | undefined)[] = [];
      if (loss.place !== null) found[loss.place] = ops.constant(Float64Array.of(1), ops.shape(loss.value));
      for (let at = loss.place ?? -1; at >= 0; at--) {
        const dy = found[at];
        if (dy === undefined) continue;
        const { inputs, back } = steps[at]!;
        const parts = back(dy);
        for (const [i, { place }] of inputs.entries()) {
          if (place === null) continue;
          const part = parts[i]!();
          const before = found[place];
          found[place] = before === undefined ? part : ops.add(before, part);
        }
      }
      return by.map(({ value, place }) => {
        const sizes = ops.shape(value);
        return found[place!] ?? ops.constant(new Float64Array(count(sizes)), sizes);
      });
    },
  };
}

interface Step<T> {
  readonly inputs: readonly Traced<T>[];
  readonly back: Differentiable<T>['back'];
}

/** The operations, recorded where a parameter reaches them and plain elsewhere. */
function tracedOps<T>(
  ops: BackwardOps<T>,
  recorded: (inputs: readonly Traced<T>[], rule: Differentiable<T>) => Traced<T>,
  fixed: (value: T) => Traced<T>,
): Ops<Traced<T>> {
  const rules = gradientRules(ops);
  const traced = (inputs: readonly Traced<T>[], plain: () => T, rule: () => Differentiable<T>) =>
    inputs.some(({ place }) => place !== null) ? recorded(inputs, rule()) : fixed(plain());
  const unary =
    <Rest extends readonly unknown[]>(
      plain: (x: T, ...rest: Rest) => T,
      rule: (x: T, ...rest: Rest) => Differentiable<T>,
    ) =>
    (x: Traced<T>, ...rest: Rest) =>
      traced(
        [x],
        () => plain(x.value, ...rest),
        () => rule(x.value, ...rest),
      );
  const binary =
    <Rest extends readonly unknown[]>(
      plain: (a: T, b: T, ...rest: Rest) => T,
      rule: (a: T, b: T, ...rest: Rest) => Differentiable<T>,
    ) =>
    (a: Traced<T>, b: Traced<T>, ...rest: Rest) =>
      traced(
        [a, b],
        () => plain(a.value, b.value, ...rest),
        () => rule(a.value, b.value, ...rest),
      );
  const ternary =
    <Rest extends readonly unknown[]>(
      plain: (x: T, scale: T, shift: T, ...rest: Rest) => T,
      rule: (x: T, scale: T, shift: T, ...rest: Rest) => Differentiable<T>,
    ) =>
    (x: Traced<T>, scale: Traced<T>, shift: Traced<T>, ...rest: Rest) =>
      traced(
        [x, scale, shift],
        () => plain(x.value, scale.value, shift.value, ...rest),
        () => rule(x.value, scale.value, shift.value, ...rest),
      );
  const without = (name: 'maxPool' | 'avgPool' | 'resizeBilinear') => (): never => {
    throw noRule(name);
  };
  return {
    shape: (x) => ops.shape(x.value),
    constant: (values, shape) => fixed(ops.constant(values, shape)),
    conv2d: (x, weight, bias, options) =>
      traced(
        [x, weight, ...(bias ? [bias] : [])],
        () => ops.conv2d(x.value, weight.value, bias?.value ?? null, options),
        () => rules.conv2d(x.value, weight.value, bias?.value ?? null, options),
      ),
    maxPool: unary(ops.maxPool, without('maxPool')),
    avgPool: unary(ops.avgPool, without('avgPool')),
    resizeNearest: unary(ops.resizeNearest, rules.resizeNearest),
    resizeBilinear: unary(ops.resizeBilinear, without('resizeBilinear')),
    groupNorm: ternary(ops.groupNorm, rules.groupNorm),
    layerNorm: ternary(ops.layerNorm, rules.layerNorm),
    matMul: binary(ops.matMul, rules.matMul),
    softmax: unary(ops.softmax, rules.softmax),
    add: binary(ops.add, rules.add),
    sub: binary(ops.sub, rules.sub),
    mul: binary(ops.mul, rules.mul),
    div: binary(ops.div, rules.div),
    affine: unary(ops.affine, rules.affine),
    relu: unary(ops.relu, rules.relu),
    leakyRelu: unary(ops.leakyRelu, rules.leakyRelu),
    abs: unary(ops.abs, rules.abs),
    silu: unary(ops.silu, rules.silu),
    gelu: unary(ops.gelu, rules.gelu),
    sqrt: unary(ops.sqrt, rules.sqrt),
    sin: unary(ops.sin, rules.sin),
    cos: unary(ops.cos, rules.cos),
    mean: unary(ops.mean, rules.mean),
    reshape: unary(ops.reshape, rules.reshape),
    transpose: unary(ops.transpose, rules.transpose),
    concat(xs, axis) {
      const values = xs.map(({ value }) => value);
      return traced(
        xs,
        () => ops.concat(values, axis),
        () => rules.concat(values, axis),
      );
    },
    slice: unary(ops.slice, rules.slice),
  };
}

function noRule(name: string): InputError {
  return new InputError({
    where: name,
    expected: 'an operation with a gradient',
    got: 'one without between a parameter and the loss',
    remedy: 'train with a TensorFlow.js engine, or leave the operation out',
  });
}
