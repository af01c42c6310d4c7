import type { Scope } from './scope.ts';

/**
 * A 3 x 3 convolution of each channel alone, without bias, that keeps the image's size: `name.weight` `[C, 1, 3, 3]`.
 * Engines convolve all channels with all, so the weights stand on the diagonal of such a convolution: the same result,
 * and at a few dozen channels no slower than nine shifted images.
 */
export function depthwise3<T>(scope: Scope<T>, name: string, x: T): T {
  const { ops, parameter } = scope.at(name);
  const channels = ops.shape(x)[1]!;
  const weight = parameter('weight', [channels, 1, 3, 3], { kind: 'uniform', bound: 1 / 3 });
  const diagonal = new Float64Array(channels ** 2);
  for (let c = 0; c < channels; c++) diagonal[c * (channels + 1)] = 1;
  const all = ops.mul(weight, ops.constant(diagonal, [channels, channels, 1, 1]));
  return ops.conv2d(x, all, null, { stride: 1, padding: { top: 1, bottom: 1, left: 1, right: 1 } });
}
