import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { PoolOptions } from '../../../networks/ops.ts';
import { withOwnGradient } from './own-gradient.ts';
import { paddings } from './pixels.ts';
import type { Tf } from './tensor.ts';

/** The largest value in each window of `[B, H, W, C]`. */
export function maxPool(tf: Tf, x: Tensor4D, { size, stride, padding }: PoolOptions): Tensor {
  const sides = paddings(padding);
  // The lowest 32-bit number rather than minus infinity, of which differences are not numbers.
  const pooled = (image: Tensor4D) => tf.maxPool(tf.pad(image, sides, -3.4028234e38), size, stride, 'valid');
  if (tf.getBackend() !== 'wasm') return pooled(x);
  const gradients = (dy: Tensor, image: Tensor4D) => {
    // WebAssembly's gradient never finds a maximum that is not positive, so all values are made so; the
    // zeros around them then lose against any.
    const positive = tf.pad(tf.add(tf.sub(image, tf.min(image)), 1e-30), sides);
    const attributes = { filterSize: size, strides: stride, pad: 'valid' };
    const whole = tf.engine().runKernel<Tensor>('MaxPoolGrad', { dy, input: positive }, attributes);
    return [tf.slice(whole, [0, padding.top, padding.left, 0], image.shape)];
  };
  return withOwnGradient(
    tf,
    { value: (image: Tensor4D) => ({ value: pooled(image), saved: [image] as const }), gradients },
    x,
  );
}
