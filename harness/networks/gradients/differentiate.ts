import { InputError } from '../../numeric/input-error.ts';
import type { Declared } from '../declared.ts';
import type { Network } from '../network.ts';
import type { Parameters } from '../parameters.ts';
import { scopeOf } from '../scope.ts';
import { count, shown } from '../shapes.ts';
import type { BackwardOps } from './backward-ops.ts';
import { createTape, type Traced } from './tape.ts';

/** The value of a loss, and its gradient by every parameter that training moves. */
export interface LossGradients<T> {
  readonly value: T;
  readonly gradients: ReadonlyMap<string, T>;
}

/**
 * Runs a network whose only output is one number, and goes back through it by reverse accumulation, all with
 * the operations of one engine. Only what lies between the trainable parameters and the loss is gone back
 * through.
 * @throws InputError when an operation on the way has no gradient.
 */
export function differentiate<T>(
  ops: BackwardOps<T>,
  loss: Network,
  inputs: Readonly<Record<string, T>>,
  parameters: Parameters<T>,
): LossGradients<T> {
  const tape = createTape(ops);
  const known = new Map<string, Traced<T>>();
  const trained = new Map<string, Traced<T>>();
  const scope = scopeOf(tape.ops, {
    get(declaration) {
      const { name, trainable } = declaration;
      const before = known.get(name);
      if (before) return before;
      const value = parameters.get(declaration);
      const traced = trainable ? tape.parameter(value) : tape.fixed(value);
      known.set(name, traced);
      if (trainable) trained.set(name, traced);
      return traced;
    },
  });
  const given = Object.entries(inputs).map(([name, value]) => [name, tape.fixed(value)] as const);
  const result = loss.run(scope, Object.fromEntries(given))[loss.outputs[0]!]!;
  const gradients = tape.gradients(result, [...trained.values()]);
  return {
    value: result.value,
    gradients: new Map([...trained.keys()].map((name, i) => [name, gradients[i]!])),
  };
}

/** @throws InputError unless a loss has exactly one output, a single number. */
export function assertNumber({ name, outputs }: Network, { outputs: shapes }: Declared): void {
  const [first, ...rest] = outputs;
  if (first !== undefined && rest.length === 0 && count(shapes[first]!) === 1) return;
  throw new InputError({
    where: name,
    expected: 'one output, a single number',
    got: outputs.map((output) => `${output} ${shown(shapes[output]!)}`).join(', ') || 'none',
    remedy: 'differentiate a network that ends in a mean over all axes',
  });
}
