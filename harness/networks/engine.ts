import type { InputShapes, Network } from './network.ts';
import type { Tensor } from './tensor.ts';

/** A network's parameters by name, as `bindWeights` checked them. */
export type Weights = ReadonlyMap<string, Tensor>;

/** Named tensors that go into a network or come out of it. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** Something that runs networks. */
export interface Engine {
  /** Such as `onnx` or `tfjs-wasm`. */
  readonly name: string;
  /**
   * Makes a network ready for inputs of these shapes. The weights are taken over once, not at every run.
   * @throws InputError when the shapes do not fit the network, naming the layer.
   */
  compile(network: Network, inputs: InputShapes, weights: Weights): Promise<Compiled>;
}

/** A network ready to run. */
export interface Compiled {
  /** @throws InputError when an input is missing, unknown, or of another shape than it was compiled for. */
  run(inputs: Tensors): Promise<Tensors>;
  /** Frees what the engine holds. */
  dispose(): Promise<void>;
}
