import type { NamedAttrMap, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { pixelSums } from './pixels.ts';
import type { Tf } from './tensor.ts';

/**
 * Gives the library's own operations, as far as ours are made of them, their gradients: the core package that
 * Node loads comes without any. The native packages bring them, and keep theirs.
 */
export function registerGradients(tf: Tf): void {
  for (const [kernelName, { from = [], result = false, gradients }] of Object.entries(rules)) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: from === 'all' ? [] : [...from],
      saveAllInputs: from === 'all',
      outputsToSave: [result],
      gradFunc: (dy, saved, attributes) => {
        const found = gradients(tf, dy as Tensor, saved, attributes);
        return typeof found === 'function' ? { x: found } : (found as Record<string, () => Tensor>);
      },
    });
  }
}

type Lazy = () => Tensor;

interface Rule {
  /** The inputs that the gradient reads, in this order; then the result, if it reads that. */
  readonly from?: readonly string[] | 'all';
  readonly result?: boolean;
  /** One function for an input named `x`, else a function for each input. */
  gradients(
    tf: Tf,
    dy: Tensor,
    saved: Tensor[],
    attributes: NamedAttrMap,
  ): Lazy | Record<string, Lazy> | Lazy[];
}

const rules: Readonly<Record<string, Rule>> = {
  Add: {
    from: ['a', 'b'],
    gradients: (tf, dy, [a, b]) => ({ a: () => reduced(tf, dy, a!), b: () => reduced(tf, dy, b!) }),
  },
  Sub: {
    from: ['a', 'b'],
    gradients: (tf, dy, [a, b]) => ({ a: () => reduced(tf, dy, a!), b: () => tf.neg(reduced(tf, dy, b!)) }),
  },
  Multiply: {
    from: ['a', 'b'],
    gradients: (tf, dy, [a, b]) => ({
      a: () => reduced(tf, tf.mul(dy, b!), a!),
      b: () => reduced(tf, tf.mul(dy, a!), b!),
    }),
  },
  RealDiv: {
    from: ['a', 'b'],
    gradients: (tf, dy, [a, b]) => ({
      a: () => reduced(tf, tf.div(dy, b!), a!),
      b: () => tf.neg(reduced(tf, tf.div(tf.mul(dy, a!), tf.square(b!)), b!)),
    }),
  },
  Square: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.mul(dy, tf.mul(x!, 2)),
  },
  Sqrt: {
    result: true,
    gradients:
      (tf, dy, [y]) =>
      () =>
        tf.div(dy, tf.mul(y!, 2)),
  },
  Rsqrt: {
    result: true,
    gradients:
      (tf, dy, [y]) =>
      () =>
        tf.mul(dy, tf.mul(tf.mul(tf.square(y!), y!), -0.5)),
  },
  Sin: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.mul(dy, tf.cos(x!)),
  },
  Cos: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.neg(tf.mul(dy, tf.sin(x!))),
  },
  Erf: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.mul(dy, tf.mul(tf.exp(tf.neg(tf.square(x!))), 2 / Math.sqrt(Math.PI))),
  },
  Relu: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.mul(dy, tf.step(x!)),
  },
  Abs: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.mul(dy, tf.sub(tf.step(x!), tf.step(tf.neg(x!)))),
  },
  LeakyRelu: {
    from: ['x'],
    gradients:
      (tf, dy, [x], { alpha }) =>
      () =>
        tf.mul(dy, tf.step(x!, alpha as number)),
  },
  Softmax: {
    result: true,
    gradients: (tf, dy, [y]) => ({
      logits: () => tf.mul(tf.sub(dy, tf.sum(tf.mul(dy, y!), -1, true)), y!),
    }),
  },
  Mean: {
    from: ['x'],
    gradients:
      (tf, dy, [x], { axis }) =>
      () => {
        const axes = [axis as number | number[]].flat().map((a) => (a < 0 ? a + x!.rank : a));
        const kept = x!.shape.map((length, i) => (axes.includes(i) ? 1 : length));
        const number = axes.reduce((product, a) => product * x!.shape[a]!, 1);
        return tf.mul(tf.reshape(tf.div(dy, number), kept), tf.onesLike(x!));
      },
  },
  Cast: { gradients: (_tf, dy) => () => dy },
  Reshape: {
    from: ['x'],
    gradients:
      (tf, dy, [x]) =>
      () =>
        tf.reshape(dy, x!.shape),
  },
  Transpose: {
    gradients:
      (tf, dy, _, { perm }) =>
      () => {
        const inverse: number[] = [];
        (perm as number[]).forEach((from, to) => {
          inverse[from] = to;
        });
        return tf.transpose(dy, inverse);
      },
  },
  Concat: {
    from: 'all',
    gradients: (tf, dy, parts, { axis }) => {
      let begin = 0;
      return parts.map(({ shape }) => {
        const at = shape.map((_, i) => (i === axis ? begin : 0));
        begin += shape[axis as number]!;
        return () => tf.slice(dy, at, shape);
      });
    },
  },
  Slice: {
    from: ['x'],
    gradients:
      (tf, dy, [x], { begin }) =>
      () =>
        tf.pad(
          dy,
          (begin as number[]).map((b, i): [number, number] => [b, x!.shape[i]! - b - dy.shape[i]!]),
        ),
  },
  PadV2: {
    from: ['x'],
    gradients:
      (tf, dy, [x], { paddings }) =>
      () =>
        tf.slice(
          dy,
          (paddings as unknown as [number, number][]).map(([before]) => before),
          x!.shape,
        ),
  },
  AvgPool: {
    from: ['x'],
    gradients:
      (tf, dy, [x], attributes) =>
      () =>
        tf.engine().runKernel<Tensor>('AvgPoolGrad', { dy, input: x! }, attributes),
  },
};

/** The sum over the axes along which a tensor of the shape of `like` was repeated. */
function reduced(tf: Tf, dy: Tensor, { shape }: Tensor): Tensor {
  const lead = dy.rank - shape.length;
  const repeated = (axis: number) => dy.shape[axis] !== 1 && (axis < lead || shape[axis - lead] === 1);
  const axes = dy.shape.flatMap((_, axis) => (repeated(axis) ? [axis] : []));
  if (axes.length === 0) return tf.reshape(dy, shape);
  if (dy.rank !== 4 || !/^(0,)?1,2$/.test(axes.join())) return tf.reshape(tf.sum(dy, axes), shape);
  const sums = pixelSums(tf, dy as Tensor4D);
  return tf.reshape(axes.length === 2 ? sums : tf.sum(sums, 0), shape);
}
