import type { Shape } from '../../../networks/ops.ts';
import type { Graph, GraphValue } from './graph.ts';
import { FLOAT, FLOAT16 } from './schema.ts';

/**
 * A graph that computes with 16-bit floats what follows from images, latents and parameters. What follows from inputs
 * of one axis alone, such as the embedding of a time of up to 1000, keeps 32 bits until it meets the others: half
 * precision would lose its phase. Results are given with 32 bits.
 */
export function halfGraph(
  graph: Graph,
  inputs: readonly GraphValue[],
): Graph & { readonly inputs: readonly GraphValue[] } {
  const half = new Set<string>();
  const constants = new Map<string, { readonly values: Float32Array; readonly shape: Shape }>();
  const halved = new Map<string, string>();
  const cast = (value: GraphValue, to: number) => graph.node('Cast', [value.name], value.shape, { to });
  const inHalf = (name: string, shape: Shape): string => {
    const known = halved.get(name);
    if (known !== undefined) return known;
    const constant = constants.get(name);
    const made = constant
      ? graph.halves(constant.values, constant.shape).name
      : cast({ name, shape }, FLOAT16).name;
    halved.set(name, made);
    return made;
  };
  const shapes = new Map<string, Shape>();
  const full = new Set<string>();
  const nodes: Graph['nodes'] = (type, names, sizes, attributes) => {
    const isHalf = names.some((name) => half.has(name));
    // The factors of a resize have 32 bits whatever is resized.
    const floating = (name: string, i: number) => full.has(name) && !(type === 'Resize' && i > 0);
    const taken = isHalf
      ? names.map((name, i) => (floating(name, i) ? inHalf(name, shapes.get(name)!) : name))
      : names;
    const values = graph.nodes(type, taken, sizes, attributes);
    for (const { name, shape } of values) {
      (isHalf ? half : full).add(name);
      shapes.set(name, shape);
    }
    return values;
  };
  const noted = (value: GraphValue): GraphValue => {
    full.add(value.name);
    shapes.set(value.name, value.shape);
    return value;
  };
  const entered = inputs.map((input) => {
    if (input.shape.length <= 1) return noted(input);
    const value = cast(input, FLOAT16);
    half.add(value.name);
    return value;
  });
  return {
    ...graph,
    inputs: entered,
    nodes,
    node: (type, names, shape, attributes) => nodes(type, names, [shape], attributes)[0]!,
    floats(values, shape) {
      const value = graph.floats(values, shape);
      constants.set(value.name, { values, shape });
      return noted(value);
    },
    parameter(name, shape, values) {
      const value = graph.parameter(name, shape, values, true);
      half.add(value.name);
      return value;
    },
    result(name, value) {
      graph.result(name, half.has(value.name) ? cast(value, FLOAT) : value);
    },
  };
}
