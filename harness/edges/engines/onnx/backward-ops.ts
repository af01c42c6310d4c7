import type { BackwardOps } from '../../../networks/gradients/backward-ops.ts';
import { shapeOps } from '../../../networks/shape-ops.ts';
import { onnxConvolutionGradients } from './convolution-gradients.ts';
import type { Graph, GraphValue } from './graph.ts';
import { onnxOps } from './ops.ts';

/** Operations of the way back that add nodes to a graph. */
export function onnxBackwardOps(graph: Graph): BackwardOps<GraphValue> {
  const { node, integers } = graph;
  const ops = onnxOps(graph);
  const same = (type: string) => (x: GraphValue) => node(type, [x.name], x.shape);
  return {
    ...ops,
    ...onnxConvolutionGradients(graph, ops),
    standardised(x, epsilon) {
      const length = x.shape.at(-1)!;
      const ones = graph.floats(new Float32Array(length).fill(1), [length]).name;
      const reduced = [...x.shape.slice(0, -1), 1];
      const attributes = { axis: -1, epsilon: { float: epsilon } };
      const [normal, rate] = graph.nodes(
        'LayerNormalization',
        [x.name, ones],
        [x.shape, null, reduced],
        attributes,
      );
      return { normal: normal!, rate: rate! };
    },
    // Normalisation by the statistics 0 and 1: one pass where a product and a sum are two.
    scaledChannels(x, factor, offset) {
      const channels = x.shape[1]!;
      const [zeros, ones] = [0, 1].map((value) =>
        graph.floats(new Float32Array(channels).fill(value), [channels]),
      );
      const inputs = [x, factor, offset, zeros!, ones!].map(({ name }) => name);
      return node('BatchNormalization', inputs, x.shape, { epsilon: { float: 0 } });
    },
    sign: same('Sign'),
    exp: same('Exp'),
    sigmoid: same('Sigmoid'),
    normalCdf: (x) => ops.affine(same('Erf')(ops.affine(x, Math.SQRT1_2, 0)), 0.5, 0.5),
    sum: (x, axes) =>
      node('ReduceSum', [x.name, integers(axes)], shapeOps.mean(x.shape, axes), { keepdims: 1 }),
    spread: (x, shape) => node('Expand', [x.name, integers(shape)], shape),
  };
}
