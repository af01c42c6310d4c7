import protobuf from 'protobufjs/light.js';

/** The messages of ONNX (onnx/onnx.proto, IR version 9) that a model of ours uses, with their field numbers. */
const root = protobuf.Root.fromJSON({
  nested: {
    StringPair: message({ key: [1, 'string'], value: [2, 'string'] }),
    Dimension: message({ dim_value: [1, 'int64'], dim_param: [2, 'string'] }),
    TensorShape: message({ dim: [1, 'Dimension', 'repeated'] }),
    TensorType: message({ elem_type: [1, 'int32'], shape: [2, 'TensorShape'] }),
    Type: message({ tensor_type: [1, 'TensorType'] }),
    ValueInfo: message({ name: [1, 'string'], type: [2, 'Type'] }),
    Tensor: message({
      dims: [1, 'int64', 'repeated'],
      data_type: [2, 'int32'],
      name: [8, 'string'],
      raw_data: [9, 'bytes'],
      external_data: [13, 'StringPair', 'repeated'],
      data_location: [14, 'int32'],
    }),
    Attribute: message({
      name: [1, 'string'],
      f: [2, 'float'],
      i: [3, 'int64'],
      s: [4, 'bytes'],
      ints: [8, 'int64', 'repeated'],
      type: [20, 'int32'],
    }),
    Node: message({
      input: [1, 'string', 'repeated'],
      output: [2, 'string', 'repeated'],
      name: [3, 'string'],
      op_type: [4, 'string'],
      attribute: [5, 'Attribute', 'repeated'],
    }),
    Graph: message({
      node: [1, 'Node', 'repeated'],
      name: [2, 'string'],
      initializer: [5, 'Tensor', 'repeated'],
      input: [11, 'ValueInfo', 'repeated'],
      output: [12, 'ValueInfo', 'repeated'],
    }),
    OperatorSet: message({ domain: [1, 'string'], version: [2, 'int64'] }),
    Model: message({
      ir_version: [1, 'int64'],
      producer_name: [2, 'string'],
      graph: [7, 'Graph'],
      opset_import: [8, 'OperatorSet', 'repeated'],
      metadata_props: [14, 'StringPair', 'repeated'],
    }),
  },
});

/** Numbers that ONNX gives to types of values, attributes and places of data. */
export const FLOAT = 1;
export const INT64 = 7;
export const FLOAT16 = 10;
export const EXTERNAL = 1;
export const attributeType = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** A model's bytes. `model` has the fields of the messages above. */
export function encodeModel(model: Record<string, unknown>): Uint8Array {
  const type = root.lookupType('Model');
  return type.encode(type.fromObject(model)).finish();
}

type Field = readonly [id: number, type: string, rule?: 'repeated'];

function message(fields: Readonly<Record<string, Field>>): protobuf.IType {
  const entries = Object.entries(fields).map(([name, [id, type, rule]]) => [
    name,
    rule ? { id, type, rule } : { id, type },
  ]);
  // ONNX writes proto2, whose repeated numbers are unpacked.
  return { edition: 'proto2', fields: Object.fromEntries(entries) } as protobuf.IType;
}
