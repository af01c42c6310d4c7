import type { Autoencoder } from './autoencoder.ts';
import type { Network } from './network.ts';
import type { Ops, Shape } from './ops.ts';
import { scopeOf } from './scope.ts';
import { shapeOps } from './shape-ops.ts';

/** Latent positions of the side that is traced; reach does not depend on it. */
const TRACED = 32;

/**
 * How many pixels away, at most, something in an image can be and still change a pixel of its reconstruction. Null
 * where there is no such distance: group normalisation and attention look at the whole image, so that no tiling gives
 * what the whole gives. Every convolution adds the pixels that its kernel goes beyond its own, a sum that may be more
 * than the longest way through the network.
 */
export function reachOf({
  factor,
  imageChannels,
  latentChannels,
  encoder,
  decoder,
}: Autoencoder): number | null {
  const side = factor * TRACED;
  const there = reachOn(encoder, { image: [1, imageChannels, side, side] }, side);
  const back = reachOn(decoder, { latent: [1, latentChannels, TRACED, TRACED] }, side);
  return there === null || back === null ? null : there + back;
}

function reachOn(network: Network, inputs: Readonly<Record<string, Shape>>, side: number): number | null {
  let pixels = 0;
  let whole = false;
  const everywhere = <Args extends unknown[]>(act: (...args: Args) => Shape) => {
    return (...args: Args) => {
      whole = true;
      return act(...args);
    };
  };
  const beyond = (
    x: Shape,
    kernel: number,
    { top, left }: { readonly top: number; readonly left: number },
  ) => {
    const before = Math.max(top, left);
    pixels += (Math.max(before, kernel - 1 - Math.min(top, left)) * side) / x[2]!;
  };
  const tracing: Ops<Shape> = {
    ...shapeOps,
    conv2d(x, weight, bias, options) {
      beyond(x, Math.max(weight[2]!, weight[3]!), options.padding);
      return shapeOps.conv2d(x, weight, bias, options);
    },
    maxPool(x, options) {
      beyond(x, options.size, options.padding);
      return shapeOps.maxPool(x, options);
    },
    avgPool(x, options) {
      beyond(x, options.size, options.padding);
      return shapeOps.avgPool(x, options);
    },
    reshape(x, shape) {
      whole ||= !splitsChannels(x, shape) && !joinsPixels(x, shape);
      return shapeOps.reshape(x, shape);
    },
    transpose(x, order) {
      whole ||= `${order}` !== '0,1,4,2,5,3';
      return shapeOps.transpose(x, order);
    },
    groupNorm: everywhere(shapeOps.groupNorm),
    layerNorm: everywhere(shapeOps.layerNorm),
    resizeBilinear: everywhere(shapeOps.resizeBilinear),
    matMul: everywhere(shapeOps.matMul),
    softmax: everywhere(shapeOps.softmax),
    mean: everywhere(shapeOps.mean),
    slice(x, axis, begin, end) {
      whole ||= axis > 1;
      return shapeOps.slice(x, axis, begin, end);
    },
    concat(xs, axis) {
      whole ||= axis > 1;
      return shapeOps.concat(xs, axis);
    },
  };
  network.run(scopeOf(tracing, { get: ({ shape }) => shape }), inputs);
  return whole ? null : pixels;
}

/** `[B, C, H, W]` to `[B, c, r, r, H, W]`, the first step of a pixel shuffle. */
function splitsChannels(x: Shape, to: Shape): boolean {
  return x.length === 4 && to.length === 6 && x[2] === to[4] && x[3] === to[5];
}

/** `[B, c, H, r, W, r]` to `[B, c, H r, W r]`, its last. */
function joinsPixels(x: Shape, to: Shape): boolean {
  return x.length === 6 && to.length === 4 && x[2]! * x[3]! === to[2] && x[4]! * x[5]! === to[3];
}
