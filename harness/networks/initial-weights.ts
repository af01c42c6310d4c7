import { stream } from '../numeric/stream.ts';
import type { Weights } from './engine.ts';
import type { Declaration, Initial } from './parameters.ts';
import { count } from './shapes.ts';

/** The weights with which training starts: every parameter from its own stream, so none depends on another. */
export function initialWeights(declarations: readonly Declaration[], seed: number): Weights {
  return new Map(
    declarations.map(({ name, shape, initial }) => [
      name,
      { shape, data: drawn(initial, count(shape), seed, name) },
    ]),
  );
}

function drawn(initial: Initial, length: number, seed: number, name: string): Float32Array {
  const data = new Float32Array(length);
  if (initial.kind === 'constant') return data.fill(initial.value);
  const draws = stream(seed, 'initial-weights', name);
  for (let i = 0; i < length; i++) {
    data[i] =
      initial.kind === 'uniform'
        ? (2 * draws.uniform() - 1) * initial.bound
        : draws.normal() * initial.deviation;
  }
  return data;
}
