import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { withOwnGradient } from './own-gradient.ts';
import type { Tf } from './tensor.ts';

/** The product of matrices with equal leading sizes, `b` transposed or not. */
export function matMul(tf: Tf, a: Tensor, b: Tensor, transposeB: boolean): Tensor {
  if (tf.getBackend() !== 'wasm') return tf.matMul(a, b, false, transposeB);
  const product = withOwnGradient(
    tf,
    {
      value: (left: Tensor3D, right: Tensor3D) => ({
        value: multiply(tf, left, transposeB ? turned(tf, right) : right),
        saved: [left, right] as const,
      }),
      gradients(upstream, left, right) {
        const dy = upstream as Tensor3D;
        return transposeB
          ? [multiply(tf, dy, right), multiply(tf, turned(tf, dy), left)]
          : [multiply(tf, dy, turned(tf, right)), multiply(tf, turned(tf, left), dy)];
      },
    },
    stacked(tf, a),
    stacked(tf, b),
  );
  return tf.reshape(product, [...a.shape.slice(0, -2), product.shape[1]!, product.shape[2]!]);
}

/** WebAssembly multiplies fast where there is one pair and neither is transposed. */
function multiply(tf: Tf, a: Tensor3D, b: Tensor3D): Tensor {
  if (a.shape[0] === 1) return tf.matMul(a, b);
  const pairs = Array.from({ length: a.shape[0] }, (_, i) => tf.matMul(part(tf, a, i), part(tf, b, i)));
  return tf.concat(pairs, 0);
}

function part(tf: Tf, x: Tensor3D, i: number): Tensor3D {
  return tf.slice(x, [i, 0, 0], [1, x.shape[1], x.shape[2]]);
}

function turned(tf: Tf, x: Tensor3D): Tensor3D {
  return tf.transpose(x, [0, 2, 1]);
}

function stacked(tf: Tf, x: Tensor): Tensor3D {
  return tf.reshape(x, [-1, x.shape.at(-2)!, x.shape.at(-1)!]);
}
