import { InputError } from '../numeric/input-error.ts';
import { leastActivationBytes } from './activation-memory.ts';
import { declared } from './declared.ts';
import { flopOf } from './flop.ts';
import type { InputShapes, Network } from './network.ts';
import { count } from './shapes.ts';

/** What a network takes to run once. */
export interface NetworkSize {
  /** Floating-point operations of its convolutions and products. */
  readonly flop: number;
  /** Bytes of its weights, in 32-bit floats. */
  readonly weights: number;
  /** Bytes that its largest operation reads and writes. */
  readonly activations: number;
}

/** Of nothing, and of a network whose inputs are not known before they are read. */
export const noSize: NetworkSize = { flop: 0, weights: 0, activations: 0 };

/** What a network takes for inputs of these shapes; nothing for those that it refuses, as running it will say. */
export function networkSize(network: Network, inputs: InputShapes): NetworkSize {
  try {
    return sizeFor(network, inputs);
  } catch (error) {
    if (error instanceof InputError) return noSize;
    throw error;
  }
}

function sizeFor(network: Network, inputs: InputShapes): NetworkSize {
  const { parameters } = declared(network, inputs);
  return {
    flop: flopOf(network, inputs),
    weights: 4 * parameters.reduce((sum, { shape }) => sum + count(shape), 0),
    activations: leastActivationBytes(network, inputs),
  };
}
