import { InputError } from '../numeric/input-error.ts';
import type { InputShapes, Network } from './network.ts';
import type { Shape } from './ops.ts';
import type { Declaration } from './parameters.ts';
import { scopeOf } from './scope.ts';
import { shapeOps } from './shape-ops.ts';

/** What a network is, found without computing anything. */
export interface Declared {
  /** Every parameter once, in the order of first use. */
  readonly parameters: readonly Declaration[];
  readonly outputs: InputShapes;
}

/**
 * The parameters that a network asks for and the shapes that it gives.
 * @throws InputError when an input is missing or its shape does not fit, naming the layer.
 */
export function declared(network: Network, inputs: InputShapes): Declared {
  const absent = network.inputs.filter((name) => !Object.hasOwn(inputs, name));
  const foreign = Object.keys(inputs).filter((name) => !network.inputs.includes(name));
  if (absent.length + foreign.length > 0) {
    throw new InputError({
      where: network.name,
      expected: `the inputs ${network.inputs.join(', ')}`,
      got: Object.keys(inputs).join(', ') || 'none',
      remedy: 'give each input its shape',
    });
  }
  const parameters = new Map<string, Declaration>();
  const get = (declaration: Declaration): Shape => {
    parameters.set(declaration.name, declaration);
    return declaration.shape;
  };
  const outputs = network.run(scopeOf(shapeOps, { get }), inputs);
  return { parameters: [...parameters.values()], outputs };
}
