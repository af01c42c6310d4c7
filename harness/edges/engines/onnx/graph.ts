import type { Shape } from '../../../networks/ops.ts';
import { float16Bits } from '../../files/weights/float16.ts';
import { attributeType, EXTERNAL, FLOAT, FLOAT16, INT64 } from './schema.ts';

/** A value of a graph: its name, and its sizes, which are fixed. */
export interface GraphValue {
  readonly name: string;
  readonly shape: Shape;
}

/** Attributes of a node: whole numbers, lists of them, words; `{ float }` for numbers with a fraction. */
export type Attributes = Readonly<Record<string, number | string | readonly number[] | { float: number }>>;

/** The sizes of an input or a result: numbers, or the names of those that are left open. */
export type NamedSizes = (value: GraphValue) => readonly (number | string)[];

/** A graph that grows node by node. */
export interface Graph {
  /** Adds a node with one result of this shape. */
  node(type: string, inputs: readonly string[], shape: Shape, attributes?: Attributes): GraphValue;
  /** Adds a node with several results; one whose shape is null is not asked for. */
  nodes(
    type: string,
    inputs: readonly string[],
    shapes: readonly (Shape | null)[],
    attributes?: Attributes,
  ): readonly GraphValue[];
  /** Fixed 32-bit values. */
  floats(values: Float32Array, shape: Shape): GraphValue;
  /** The same with 16 bits, to which they are rounded. */
  halves(values: Float32Array, shape: Shape): GraphValue;
  /** Fixed whole numbers: axes, orders. */
  integers(values: readonly number[]): string;
  /** The sizes that `x` is to be given, as whole numbers. */
  sizes(x: GraphValue, shape: Shape): string;
  /** A parameter under its own name, with 16 bits where they are asked for; its bytes in the model, or beside it. */
  parameter(name: string, shape: Shape, values: Float32Array, halved?: boolean): GraphValue;
  /** Makes a value a result of the graph, under a name of its own. */
  result(name: string, value: GraphValue): void;
  /** The graph's message. `named` says what a size of an input or a result is called where it is left open. */
  finish(name: string, inputs: readonly GraphValue[], named?: NamedSizes): object;
  /** The parameters' bytes, where they stand beside the model: one named file each. */
  readonly beside: { readonly path: string; readonly data: Uint8Array }[];
}

/**
 * An empty graph.
 * @param external whether the parameters' values stay outside the model, uncopied
 */
export function createGraph(external: boolean): Graph {
  const nodes: object[] = [];
  const initializers = new Map<string, object>();
  const beside: { path: string; data: Uint8Array }[] = [];
  const results: GraphValue[] = [];
  let count = 0;
  const constant = (prefix: string, data_type: number, dims: Shape, raw_data: Uint8Array) => {
    const name = `${prefix}_${count++}`;
    initializers.set(name, { name, dims, data_type, raw_data });
    return name;
  };
  const several: Graph['nodes'] = (op_type, input, shapes, attributes = {}) => {
    const name = `${op_type}_${count++}`;
    const results = shapes.flatMap((shape, i) =>
      shape ? [{ name: i === 0 ? name : `${name}_${i}`, shape }] : [],
    );
    const output = shapes.map((shape, i) => (shape ? (i === 0 ? name : `${name}_${i}`) : ''));
    nodes.push({ name, op_type, input, output, attribute: Object.entries(attributes).map(attribute) });
    return results;
  };
  const integers = (values: readonly number[]) =>
    constant('sizes', INT64, [values.length], bytesOf(BigInt64Array.from(values, BigInt)));
  return {
    beside,
    node: (type, inputs, shape, attributes) => several(type, inputs, [shape], attributes)[0]!,
    nodes: several,
    floats: (values, shape) => ({ name: constant('constant', FLOAT, shape, bytesOf(values)), shape }),
    halves: (values, shape) => ({
      name: constant('constant', FLOAT16, shape, bytesOf(halvesOf(values))),
      shape,
    }),
    integers,
    sizes: (_x, shape) => integers(shape),
    parameter(name, shape, floats, halved = false) {
      if (initializers.has(name)) return { name, shape };
      const values = halved ? halvesOf(floats) : floats;
      const tensor = { name, dims: shape, data_type: halved ? FLOAT16 : FLOAT };
      if (external) {
        const path = `parameter_${beside.length}`;
        beside.push({ path, data: bytesOf(values) });
        const external_data = [
          { key: 'location', value: path },
          { key: 'offset', value: '0' },
          { key: 'length', value: `${values.byteLength}` },
        ];
        initializers.set(name, { ...tensor, data_location: EXTERNAL, external_data });
      } else {
        initializers.set(name, { ...tensor, raw_data: bytesOf(values) });
      }
      return { name, shape };
    },
    result(name, value) {
      nodes.push({ name: `result_${name}`, op_type: 'Identity', input: [value.name], output: [name] });
      results.push({ name, shape: value.shape });
    },
    finish: (name, inputs, named = ({ shape }) => shape) => ({
      name,
      node: nodes,
      initializer: [...initializers.values()],
      input: inputs.map((value) => described(value.name, named(value))),
      output: results.map((value) => described(value.name, named(value))),
    }),
  };
}

function attribute([name, value]: [string, Attributes[string]]): object {
  if (typeof value === 'number') return { name, type: attributeType.int, i: value };
  if (typeof value === 'string') {
    return { name, type: attributeType.string, s: new TextEncoder().encode(value) };
  }
  if ('float' in value) return { name, type: attributeType.float, f: value.float };
  return { name, type: attributeType.ints, ints: value };
}

function described(name: string, sizes: readonly (number | string)[]): object {
  const dim = sizes.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: FLOAT, shape: { dim } } } };
}

function halvesOf(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, float16Bits);
}

/** The bytes behind an array, not copied; ONNX stores them little-endian, as every supported processor does. */
function bytesOf(values: Float32Array | Uint16Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
