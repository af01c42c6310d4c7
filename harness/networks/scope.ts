import { checkedOps } from './checked-ops.ts';
import type { Ops, Shape } from './ops.ts';
import type { Initial, Parameters } from './parameters.ts';

/** Where in a network a layer stands: the engine, and the parameters below a name. */
export interface Scope<T> {
  /** Checked operations, whose errors name this place. */
  readonly ops: Ops<T>;
  /** Empty for the whole network. */
  readonly path: string;
  /** The scope of a part, its name put behind this one with a dot. */
  at(name: string | number): Scope<T>;
  /** A parameter that training moves. */
  parameter(name: string, shape: Shape, initial: Initial): T;
  /** A stored statistic. */
  statistic(name: string, shape: Shape, value: number): T;
}

/** The scope of a whole network on an engine. */
export function scopeOf<T>(engine: Ops<T>, parameters: Parameters<T>, path = ''): Scope<T> {
  const under = (name: string | number) => (path === '' ? `${name}` : `${path}.${name}`);
  return {
    ops: checkedOps(engine, path),
    path,
    at: (name) => scopeOf(engine, parameters, under(name)),
    parameter: (name, shape, initial) =>
      parameters.get({ name: under(name), shape, initial, trainable: true }),
    statistic: (name, shape, value) =>
      parameters.get({ name: under(name), shape, initial: { kind: 'constant', value }, trainable: false }),
  };
}
