import type { BackwardOps } from './backward-ops.ts';
import type { Differentiable } from './gradient-rules.ts';
import { count } from './shapes.ts';

/**
 * Group normalisation in few passes over the image: what a channel of a sample contributes is known by two
 * sums, those of `dy` and of `dy` times the centred image.
 */
export function groupNormRule<T>(
  ops: BackwardOps<T>,
  x: T,
  scale: T,
  shift: T,
  groups: number,
  epsilon: number,
): Differentiable<T> {
  const shape = ops.shape(x);
  const [batch, channels] = shape as [number, number];
  const pixels = count(shape) / batch / channels;
  const each = channels / groups;
  const byGroup = [batch, groups, each * pixels];
  const byChannel = [batch, groups, each, pixels];
  const gain = ops.reshape(scale, [1, groups, each, 1]);
  const offset = ops.reshape(shift, [1, groups, each, 1]);

  const { centred, rate } = standardised(ops, ops.reshape(x, byGroup), epsilon);
  const image = ops.reshape(centred, byChannel);
  const perGroup = ops.reshape(rate, [batch, groups, 1, 1]);
  const factor = ops.mul(perGroup, gain);
  return {
    value: ops.reshape(ops.add(ops.mul(image, factor), offset), shape),
    back(given) {
      const dy = ops.reshape(given, byChannel);
      const sums = once(() => ops.sum(dy, [3]));
      const products = once(() => ops.mul(ops.sum(ops.mul(dy, image), [3]), perGroup));
      const perChannel = (x: T) => ops.reshape(ops.sum(x, [0]), [channels]);
      return [
        () => {
          const share = (x: T) => ops.affine(ops.sum(ops.mul(x, gain), [2]), 1 / (each * pixels), 0);
          const slope = ops.mul(share(products()), ops.mul(perGroup, perGroup));
          const level = ops.mul(share(sums()), perGroup);
          const along = ops.sub(ops.mul(dy, factor), ops.mul(image, slope));
          return ops.reshape(ops.sub(along, level), shape);
        },
        () => perChannel(products()),
        () => perChannel(sums()),
      ];
    },
  };
}

/** Layer normalisation of the last axis. */
export function layerNormRule<T>(
  ops: BackwardOps<T>,
  x: T,
  scale: T,
  shift: T,
  epsilon: number,
): Differentiable<T> {
  const shape = ops.shape(x);
  const last = shape.length - 1;
  const leading = shape.slice(0, -1).map((_, axis) => axis);
  const { centred, rate } = standardised(ops, x, epsilon);
  const normal = ops.mul(centred, rate);
  const overRows = (x: T) => ops.reshape(leading.length === 0 ? x : ops.sum(x, leading), [shape[last]!]);
  return {
    value: ops.add(ops.mul(normal, scale), shift),
    back: (dy) => [
      () => {
        const inner = ops.mul(dy, scale);
        const along = ops.mul(normal, ops.mean(ops.mul(inner, normal), [last]));
        return ops.mul(ops.sub(ops.sub(inner, ops.mean(inner, [last])), along), rate);
      },
      () => overRows(ops.mul(dy, normal)),
      () => overRows(dy),
    ],
  };
}

/** `x` less its mean over the last axis, and one over its deviation there. */
function standardised<T>(ops: BackwardOps<T>, x: T, epsilon: number): { centred: T; rate: T } {
  const last = ops.shape(x).length - 1;
  const centred = ops.sub(x, ops.mean(x, [last]));
  const variance = ops.mean(ops.mul(centred, centred), [last]);
  const one = ops.constant(Float64Array.of(1), []);
  return { centred, rate: ops.div(one, ops.sqrt(ops.affine(variance, 1, epsilon))) };
}

function once<R>(make: () => R): () => R {
  let made: { readonly result: R } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
