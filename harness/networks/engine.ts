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
  /** How many samples it is given at once, where that is declared; else it goes by their size (`batchSize`). */
  readonly batch?: number;
  /**
   * Makes a network ready for inputs of these shapes. The weights are taken over once, not at every run.
   * @throws InputError when the shapes do not fit the network, naming the layer.
   */
  compile(network: Network, inputs: InputShapes, weights: Weights): Promise<Compiled>;
}

/** An engine that can train. */
export interface TrainingEngine extends Engine {
  /**
   * Makes a loss ready to be differentiated: a network with one output, a single number. Its weights are given
   * anew at each run, since training moves them.
   * @throws InputError when the shapes do not fit the network, naming the layer, when the output is no single
   *   number, or when an operation on the way back has no gradient here.
   */
  differentiate(loss: Network, inputs: InputShapes): Promise<Differentiated>;
}

/** A network's only output, one number, ready to be differentiated by its trainable parameters. */
export interface Differentiated {
  /**
   * The loss, and its gradient by each trainable parameter, row-major in the parameter's shape.
   * @throws InputError when an input or a weight is missing or of another shape.
   */
  run(
    inputs: Tensors,
    weights: Weights,
  ): Promise<{ readonly value: number; readonly gradients: ReadonlyMap<string, Float32Array> }>;
  /** Frees what the engine holds. */
  dispose(): Promise<void>;
}

/** A network ready to run. */
export interface Compiled {
  /** @throws InputError when an input is missing, unknown, or of another shape than it was compiled for. */
  run(inputs: Tensors): Promise<Tensors>;
  /** Frees what the engine holds. */
  dispose(): Promise<void>;
}
