import type { Shape } from './ops.ts';

/** How a parameter starts when a network is trained from nothing. */
export type Initial =
  /** Uniform on `[-bound, bound]`. */
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'constant'; readonly value: number };

/** A parameter that a network asks for. */
export interface Declaration {
  /** The full name, dots between the parts, such as `encoder.down.0.block.1.conv1.weight`. */
  readonly name: string;
  readonly shape: Shape;
  readonly initial: Initial;
  /** False for stored statistics, which gradients do not move. */
  readonly trainable: boolean;
}

/** Where a network's parameters come from. The same name always gives the same tensor. */
export interface Parameters<T> {
  /** @throws InputError when there is no parameter of that name and shape. */
  get(declaration: Declaration): T;
}
