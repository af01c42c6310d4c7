import type { BackwardOps } from '../../networks/backward-ops.ts';
import { shapeOps } from '../../networks/shape-ops.ts';
import { onnxConvolutionGradients } from './onnx-convolution-gradients.ts';
import type { Graph, GraphValue } from './onnx-graph.ts';
import { onnxOps } from './onnx-ops.ts';

/** Operations of the way back that add nodes to a graph. */
export function onnxBackwardOps(graph: Graph): BackwardOps<GraphValue> {
  const { node, integers } = graph;
  const ops = onnxOps(graph);
  const same = (type: string) => (x: GraphValue) => node(type, [x.name], x.shape);
  return {
    ...ops,
    ...onnxConvolutionGradients(graph, ops),
    sign: same('Sign'),
    exp: same('Exp'),
    sigmoid: same('Sigmoid'),
    normalCdf: (x) => ops.affine(same('Erf')(ops.affine(x, Math.SQRT1_2, 0)), 0.5, 0.5),
    sum: (x, axes) =>
      node('ReduceSum', [x.name, integers(axes)], shapeOps.mean(x.shape, axes), { keepdims: 1 }),
    spread: (x, shape) => node('Expand', [x.name, integers(shape)], shape),
  };
}
