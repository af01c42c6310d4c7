import { readFileSync } from 'node:fs';
import type { Tensors } from '../../harness/networks/engine.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { count } from '../../harness/networks/shapes.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';

/** What an original network gave, as golden/oracles/networks.py wrote it. */
export interface OracleCase {
  readonly tensors: readonly (readonly [name: string, shape: Shape])[];
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly outputs: Readonly<Record<string, { shape: Shape; data: readonly number[] }>>;
  readonly time?: readonly number[];
}

export const oracleCases = (
  JSON.parse(readFileSync(new URL('../../golden/oracles/networks.json', import.meta.url), 'utf8')) as {
    cases: Readonly<Record<string, OracleCase>>;
  }
).cases;

/** The state dictionary of a case, generated as golden/oracles/networks.py generates it. */
export function oracleTensors(name: string): Map<string, Tensor> {
  return generatedTensors(name, oracleCases[name]!.tensors);
}

/** The tensors of these names and sizes that the oracles' generator makes for a network. */
export function generatedTensors(network: string, tensors: OracleCase['tensors']): Map<string, Tensor> {
  return new Map(tensors.map(([key, shape]) => [key, { shape, data: generated(network, key, shape) }]));
}

/** An input in [-1, 1] of the oracles' generator. */
export function generatedInput(name: string, shape: Shape): Tensor {
  return { shape, data: Float32Array.from(draws(name, count(shape)), (u) => 2 * u - 1) };
}

/** The inputs of a case. Images of networks that take [0, 1] are `unit`. */
export function oracleInputs(name: string, unit: boolean): Tensors {
  const { inputs, time } = oracleCases[name]!;
  const drawn = Object.entries(inputs).map(([key, shape]) => {
    const u = draws(`${name.replace(/^(lpips|inception)-.*/, '$1')}/${key}`, count(shape));
    return [key, { shape, data: Float32Array.from(u, (value) => (unit ? value : 2 * value - 1)) }] as const;
  });
  const times = time ? { time: { shape: [time.length], data: Float32Array.from(time) } } : {};
  return { ...Object.fromEntries(drawn), ...times };
}

function generated(network: string, name: string, shape: Shape): Float32Array {
  const u = draws(name, count(shape));
  const positive = /(?:running_var|sd)$/.test(name) || (shape.length === 1 && name.endsWith('weight'));
  if (positive) return Float32Array.from(u, (value) => 0.75 + value / 2);
  if (shape.length === 1 || name.endsWith('mu')) return Float32Array.from(u, (value) => (2 * value - 1) / 8);
  const bound = Math.sqrt(6 / count(shape.slice(1)));
  const weights = Float32Array.from(u, (value) => bound * (2 * value - 1));
  // Distances weigh squares, so these are positive in the originals.
  return network.startsWith('lpips') && name.startsWith('lin') ? weights.map(Math.abs) : weights;
}

function draws(name: string, length: number): Float64Array {
  let x = 2166136261;
  for (const byte of new TextEncoder().encode(name)) x = Math.imul(x ^ byte, 16777619) >>> 0;
  return Float64Array.from({ length }, () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0;
    return (x >>> 8) / 2 ** 24;
  });
}
