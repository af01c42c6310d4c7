import { declared } from './declared.ts';
import type { Weights } from './engine.ts';
import type { InputShapes, Network } from './network.ts';
import { bindWeights } from './weights.ts';

/**
 * The weights that a network uses for inputs of these shapes; more than these may be given, such as the other
 * half of an autoencoder.
 * @throws InputError when the shapes do not fit the network, or a weight is missing or wrongly shaped.
 */
export function checkedWeights(network: Network, inputs: InputShapes, weights: Weights): Weights {
  const { parameters } = declared(network, inputs);
  return bindWeights(parameters, weights, { where: network.name, ignored: () => true });
}
