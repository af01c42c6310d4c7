import { conv } from './layers.ts';
import type { GraphLayer, LayersGraph } from './layers-graph.ts';
import type { Network } from './network.ts';
import type { Scope } from './scope.ts';
import type { Tensor } from './tensor.ts';

/**
 * A graph of layers as a network: `image` `[B, C, H, W]` in [0, 1] to `enlarged` in the same range, which it
 * may leave. Parameters are called `LAYER.weight` and `LAYER.bias`.
 * @param range what white is in the numbers that the model was trained on: 1 or 255
 */
export function layersNetwork(name: string, graph: LayersGraph, range: number): Network {
  return {
    name,
    inputs: ['image'],
    outputs: ['enlarged'],
    run(scope, { image }) {
      type T = typeof image;
      const made = new Map<string, T>([[graph.input, scope.ops.affine(image!, range, 0)]]);
      for (const layer of graph.layers) {
        const sources = layer.from.map((source) => made.get(source)!);
        made.set(layer.name, result(scope, layer, sources as NonNullable<T>[]));
      }
      return { enlarged: scope.ops.affine(made.get(graph.output)!, 1 / range, 0) };
    },
  };
}

/**
 * Tensors by the network's names: `LAYER/kernel` `[H, W, I, O]` becomes `LAYER.weight` `[O, I, H, W]`,
 * `LAYER/bias` `LAYER.bias`; others keep their names.
 */
export function layersTensors(tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map(
    [...tensors].map(([name, tensor]) => {
      const kernel = name.endsWith('/kernel') && tensor.shape.length === 4;
      if (kernel) return [name.replace(/\/kernel$/, '.weight'), channelsFirst(tensor)];
      return [name.replace(/\/bias$/, '.bias'), tensor];
    }),
  );
}

function result<T>(scope: Scope<T>, { name, operation }: GraphLayer, sources: readonly T[]): T {
  const { ops } = scope;
  const [x] = sources as [T];
  switch (operation.kind) {
    case 'conv':
      return conv(scope, name, x, operation.filters, { kernel: operation.kernel, bias: operation.bias });
    case 'relu':
      return ops.relu(x);
    case 'concat':
      return ops.concat(sources, 1);
    case 'add':
      return sources.reduce((sum, source) => ops.add(sum, source));
    case 'repeat':
      return ops.resizeNearest(x, operation.factor);
    case 'multiply':
      return ops.affine(x, operation.factor, 0);
    case 'depth-to-space':
      return depthToSpace(scope.at(name), x, operation.factor);
  }
}

/**
 * `[B, r r C, H, W]` to `[B, C, H r, W r]` as TensorFlow does it: channel `(i r + j) C + c` becomes the pixel
 * `(i, j)` of channel `c`, where PyTorch has the channel outermost.
 */
function depthToSpace<T>({ ops }: Scope<T>, x: T, factor: number): T {
  const [batch, channels, height, width] = ops.shape(x) as [number, number, number, number];
  const out = channels / factor ** 2;
  const blocks = ops.reshape(x, [batch, factor, factor, out, height, width]);
  const pixels = ops.transpose(blocks, [0, 3, 4, 1, 5, 2]);
  return ops.reshape(pixels, [batch, out, height * factor, width * factor]);
}

function channelsFirst({ shape, data }: Tensor): Tensor {
  const [height, width, into, out] = shape as [number, number, number, number];
  const values = new Float32Array(data.length);
  for (let from = 0, pixel = 0; pixel < height * width; pixel++) {
    for (let i = 0; i < into; i++) {
      for (let o = 0; o < out; o++, from++) values[(o * into + i) * height * width + pixel] = data[from]!;
    }
  }
  return { shape: [out, into, height, width], data: values };
}
