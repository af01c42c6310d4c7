import fc from 'fast-check';
import type { Ops, Shape } from '../../../../harness/networks/ops.ts';
import { count } from '../../../../harness/networks/shapes.ts';
import type { Tensor } from '../../../../harness/networks/tensor.ts';
import { stream } from '../../../../harness/numeric/stream.ts';

/** An operation with sizes and inputs, over any engine. */
export interface Case {
  readonly told: string;
  readonly inputs: readonly Tensor[];
  run<T>(ops: Ops<T>, xs: readonly T[]): T;
}

/** Cases of every operation that has a gradient, by name. */
export const cases: Readonly<Record<string, fc.Arbitrary<Case>>> = {
  conv2d: fc
    .record({
      image: fc.tuple(size(3), size(3), fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 })),
      out: size(3),
      kernel: fc.tuple(size(4), size(4)),
      stride: size(3),
      padding: fc.record({ top: upTo(4), bottom: upTo(4), left: upTo(4), right: upTo(4) }),
      bias: fc.boolean(),
    })
    .map(({ image, out, kernel, stride, padding, bias }) => ({
      told: JSON.stringify({ image, out, kernel, stride, padding, bias }),
      inputs: filled(image, [out, image[1], ...kernel], ...(bias ? [[out]] : [])),
      run: (ops, [x, weight, shift]) => ops.conv2d(x!, weight!, shift ?? null, { stride, padding }),
    })),
  maxPool: pooling().map(([image, options]) => ({
    told: JSON.stringify({ image, options }),
    inputs: [distinct(image)],
    run: (ops, [x]) => ops.maxPool(x!, options),
  })),
  avgPool: pooling().map(([image, options]) => ({
    told: JSON.stringify({ image, options }),
    inputs: filled(image),
    run: (ops, [x]) => ops.avgPool(x!, options),
  })),
  resizeNearest: fc.tuple(images(), size(3)).map(([image, factor]) => ({
    told: `${image} x ${factor}`,
    inputs: filled(image),
    run: (ops, [x]) => ops.resizeNearest(x!, factor),
  })),
  resizeBilinear: fc.tuple(images(), size(7), size(7), fc.boolean()).map(([image, height, width, half]) => ({
    told: `${image} to ${height} x ${width}, half pixels ${half}`,
    inputs: filled(image),
    run: (ops, [x]) => ops.resizeBilinear(x!, height, width, half),
  })),
  groupNorm: fc.tuple(images(), size(3), size(2), fc.boolean()).map(([image, groups, each, flat]) => {
    const shape = [image[0], groups * each, ...(flat ? [image[2] + 1] : [image[2] + 1, image[3]])];
    return {
      told: `${shape} in ${groups} groups`,
      inputs: filled(shape, [groups * each], [groups * each]),
      run: (ops, [x, scale, shift]) => ops.groupNorm(x!, scale!, shift!, groups, 1e-2),
    };
  }),
  layerNorm: fc.tuple(size(3), size(4), fc.integer({ min: 2, max: 6 })).map((shape) => ({
    told: `${shape}`,
    inputs: filled(shape, [shape[2]], [shape[2]]),
    run: (ops, [x, scale, shift]) => ops.layerNorm(x!, scale!, shift!, 1e-2),
  })),
  matMul: fc
    .tuple(fc.array(size(3), { maxLength: 2 }), size(5), size(5), size(5), fc.boolean())
    .map(([leading, m, k, n, transposeB]) => ({
      told: JSON.stringify({ leading, m, k, n, transposeB }),
      inputs: filled([...leading, m, k], [...leading, ...(transposeB ? [n, k] : [k, n])]),
      run: (ops, [a, b]) => ops.matMul(a!, b!, transposeB),
    })),
  ...Object.fromEntries(
    (['add', 'sub', 'mul', 'div'] as const).map((name) => [
      name,
      broadcastable().map(([a, b]): Case => {
        const [left, right] = filled(a, b) as [Tensor, Tensor];
        const divisor = { shape: right.shape, data: right.data.map((value) => 2 + Math.abs(value)) };
        return {
          told: `[${a}] and [${b}]`,
          inputs: [left, name === 'div' ? divisor : right],
          run: (ops, [x, y]) => ops[name](x!, y!),
        };
      }),
    ]),
  ),
  ...Object.fromEntries(
    (['relu', 'abs', 'silu', 'gelu', 'sin', 'cos', 'sqrt', 'softmax'] as const).map((name) => [
      name,
      images().map((image): Case => {
        const x = distinct(image);
        const positive = { ...x, data: x.data.map((value) => 0.5 + Math.abs(value)) };
        return {
          told: `${image}`,
          inputs: [name === 'sqrt' ? positive : x],
          run: (ops, [input]) => ops[name](input!),
        };
      }),
    ]),
  ),
  leakyRelu: images().map((image) => ({
    told: `${image}`,
    inputs: [distinct(image)],
    run: (ops, [x]) => ops.leakyRelu(x!, 0.2),
  })),
  affine: images().map((image) => ({
    told: `${image}`,
    inputs: filled(image),
    run: (ops, [x]) => ops.affine(x!, -1.5, 0.25),
  })),
  mean: fc.tuple(images(), fc.subarray([0, 1, 2, 3], { minLength: 1 })).map(([image, axes]) => ({
    told: `${image} over ${axes}`,
    inputs: filled(image),
    run: (ops, [x]) => ops.mean(x!, axes),
  })),
  reshape: images().map((image) => ({
    told: `${image}`,
    inputs: filled(image),
    run: (ops, [x]) => ops.reshape(x!, [image[0] * image[1], image[2] * image[3]]),
  })),
  transpose: fc
    .tuple(images(), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }))
    .map(([image, order]) => ({
      told: `${image} as ${order}`,
      inputs: filled(image),
      run: (ops, [x]) => ops.transpose(x!, order),
    })),
  concat: fc.tuple(images(), upTo(3), size(3)).map(([image, axis, more]) => ({
    told: `${image} and ${more} along ${axis}`,
    inputs: filled(
      image,
      image.map((length, i) => (i === axis ? more : length)),
    ),
    run: (ops, xs) => ops.concat(xs, axis),
  })),
  slice: fc.tuple(images(), upTo(3), fc.nat(), fc.nat()).map(([image, axis, a, b]) => {
    const begin = a % image[axis]!;
    const end = begin + 1 + (b % (image[axis]! - begin));
    return {
      told: `${image}, ${begin} to ${end} of axis ${axis}`,
      inputs: filled(image),
      run: (ops, [x]) => ops.slice(x!, axis, begin, end),
    };
  }),
};

function size(max: number) {
  return fc.integer({ min: 1, max });
}

function upTo(max: number) {
  return fc.integer({ min: 0, max });
}

function images() {
  return fc.tuple(size(2), size(4), size(4), size(4));
}

function pooling() {
  const window = fc.record({ size: fc.integer({ min: 2, max: 3 }), stride: size(3) });
  const sides = fc.record({ top: upTo(1), bottom: upTo(1), left: upTo(1), right: upTo(1) });
  const image = fc.tuple(size(2), size(3), fc.integer({ min: 3, max: 6 }), fc.integer({ min: 3, max: 6 }));
  return fc.tuple(
    image,
    fc.tuple(window, sides).map(([rest, padding]) => ({ ...rest, padding })),
  );
}

/** Two shapes that fit each other: some axes 1, some leading ones left out of the second. */
function broadcastable() {
  const axes = fc.tuple(size(3), fc.constantFrom('both', 'left', 'right'));
  return fc
    .tuple(fc.array(axes, { minLength: 1, maxLength: 5 }), fc.nat({ max: 4 }))
    .map(([sizes, short]): [number[], number[]] => [
      sizes.map(([length, who]) => (who === 'right' ? 1 : length)),
      sizes.map(([length, who]) => (who === 'left' ? 1 : length)).slice(Math.min(short, sizes.length - 1)),
    ]);
}

function filled(...shapes: readonly Shape[]): Tensor[] {
  const draws = stream(7, 'tfjs-cases', JSON.stringify(shapes));
  return shapes.map((shape) => ({
    shape,
    data: Float32Array.from({ length: count(shape) }, () => draws.normal()),
  }));
}

/** Values far enough from each other and from zero that a small step changes no maximum and no sign. */
function distinct(shape: Shape): Tensor {
  const length = count(shape);
  const draws = stream(7, 'tfjs-cases', 'distinct', JSON.stringify(shape));
  const order = Array.from({ length }, (_, i) => ({ i, at: draws.uniform() })).sort((a, b) => a.at - b.at);
  return { shape, data: Float32Array.from(order, ({ i }) => ((i + 0.25) / length - 0.5) * 4) };
}
