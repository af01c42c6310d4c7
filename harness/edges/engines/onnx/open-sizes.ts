import type { Shape } from '../../../networks/ops.ts';
import { shown } from '../../../networks/shapes.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { Graph, GraphValue, NamedSizes } from './graph.ts';

/** What a network added to a graph at some sizes, in order. */
export interface Trace {
  readonly shapes: Shape[];
  /** Fixed values that are no parameters. */
  readonly constants: string[];
}

/** A graph and the record of what is added to it. */
export function traced(graph: Graph): { readonly graph: Graph; readonly trace: Trace } {
  const trace: Trace = { shapes: [], constants: [] };
  return {
    trace,
    graph: {
      ...graph,
      ...recording(graph, (shape) => void trace.shapes.push(shape)),
      floats(values, shape) {
        trace.constants.push(`${shown(shape)} ${values}`);
        return graph.floats(values, shape);
      },
      integers(values) {
        trace.constants.push(shown(values));
        return graph.integers(values);
      },
    },
  };
}

/**
 * A graph that leaves open the sizes in which the same network at other sizes differs: where a value is brought to
 * new sizes, those come from an earlier value that has them at both, or are what is left over.
 * @param other the trace at the other sizes
 * @param inputs each input's sizes here and there, with names for its axes
 */
export function openSizes(
  graph: Graph,
  other: Trace,
  inputs: readonly { readonly here: Shape; readonly there: Shape; readonly axes: readonly string[] }[],
): { readonly graph: Graph; readonly named: NamedSizes } {
  const first = new Map<string, GraphValue>();
  const there = new Map<string, Shape>();
  const constants = [...other.constants];
  const fixed = (constant: string) => {
    if (constants.shift() !== constant) throw bound(constant);
  };
  let at = 0;
  const open: Graph = {
    ...graph,
    ...recording(graph, (shape, value) => {
      const elsewhere = other.shapes[at++]!;
      there.set(value.name, elsewhere);
      const key = `${shown(shape)} ${shown(elsewhere)}`;
      if (!first.has(key)) first.set(key, value);
    }),
    floats(values, shape) {
      fixed(`${shown(shape)} ${values}`);
      return graph.floats(values, shape);
    },
    integers(values) {
      fixed(shown(values));
      return graph.integers(values);
    },
    sizes(x, shape) {
      const elsewhere = other.shapes[at]!;
      if (shown(shape) === shown(elsewhere)) return graph.integers(shape);
      const alike = first.get(`${shown(shape)} ${shown(elsewhere)}`);
      if (alike) return graph.node('Shape', [alike.name], [shape.length]).name;
      // 0 takes the size of the same axis of `x`, -1 what is left over.
      const before = there.get(x.name) ?? [];
      const sizes = shape.map((size, axis) => {
        if (size === elsewhere[axis]) return size;
        return size === x.shape[axis] && elsewhere[axis] === before[axis] ? 0 : -1;
      });
      if (sizes.filter((size) => size < 0).length > 1) throw bound(shown(shape));
      return graph.integers(sizes);
    },
    result(name, value) {
      there.set(name, there.get(value.name)!);
      graph.result(name, value);
    },
  };
  const named: NamedSizes = ({ name, shape }) => {
    const input = inputs.find(({ here }) => here === shape);
    const elsewhere = input?.there ?? there.get(name)!;
    return shape.map((size, axis) => {
      if (size === elsewhere[axis]) return size;
      for (const { here, there: beyond, axes } of inputs) {
        const same = here.findIndex((each, i) => each === size && beyond[i] === elsewhere[axis]);
        if (same >= 0) return axes[same]!;
      }
      return `${name}_${inputs[0]!.axes[axis]}`;
    });
  };
  return { graph: open, named };
}

/** `node` and `nodes` that tell of every result. */
function recording(
  graph: Graph,
  tell: (shape: Shape, value: GraphValue) => void,
): Pick<Graph, 'node' | 'nodes'> {
  const nodes: Graph['nodes'] = (...node) => {
    const values = graph.nodes(...node);
    for (const value of values) tell(value.shape, value);
    return values;
  };
  return { nodes, node: (type, inputs, shape, attributes) => nodes(type, inputs, [shape], attributes)[0]! };
}

function bound(got: string): InputError {
  return new InputError({
    where: 'onnx',
    expected: 'a network whose operations do not depend on the size of its input',
    got: `one that fixes ${got.slice(0, 60)}`,
    remedy: 'write it for one size',
  });
}
