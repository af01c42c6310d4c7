import { count } from '../shapes.ts';
import type { BackwardOps } from './backward-ops.ts';
import type { Differentiable } from './differentiable.ts';

/**
 * Group normalisation in few passes over the image: what a channel of a sample contributes is known by two
 * sums, those of `dy` and of `dy` times the normalised image.
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
  const byChannel = [batch, channels, pixels];
  const { normal, rate } = ops.standardised(ops.reshape(x, [batch, groups, each * pixels]), epsilon);
  const image = ops.reshape(normal, byChannel);
  return {
    value: ops.reshape(ops.scaledChannels(image, scale, shift), shape),
    back(given) {
      const dy = ops.reshape(given, byChannel);
      const sums = lazy(() => ops.sum(dy, [2]));
      const products = lazy(() => ops.sum(ops.mul(dy, image), [2]));
      const overSamples = (x: T) => ops.reshape(ops.sum(x, [0]), [channels]);
      return [
        () => {
          // dx = rate (scale dy - mean of that - normal * mean of that times normal), means over a group.
          const gain = ops.reshape(scale, [1, groups, each]);
          const negative = ops.affine(rate, -1 / (each * pixels), 0);
          const share = (x: T) => {
            const inGroups = ops.mul(ops.reshape(x, [batch, groups, each]), gain);
            return ops.reshape(ops.mul(ops.sum(inGroups, [2]), negative), [batch * groups]);
          };
          const flat = ops.reshape(normal, [1, batch * groups, each * pixels]);
          const level = ops.scaledChannels(flat, share(products()), share(sums()));
          const factor = ops.reshape(ops.mul(rate, gain), [batch, channels, 1]);
          const along = ops.mul(dy, factor);
          return ops.reshape(ops.add(along, ops.reshape(level, byChannel)), shape);
        },
        () => overSamples(products()),
        () => overSamples(sums()),
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
  const { normal, rate } = ops.standardised(x, epsilon);
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

function lazy<R>(make: () => R): () => R {
  let made: { readonly result: R } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
