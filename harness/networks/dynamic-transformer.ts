import { depthwise3 } from './depthwise.ts';
import { conv, layerNorm } from './layers.ts';
import type { Scope } from './scope.ts';

/** The geometry of a dynamic transformer block. */
export interface DynamicTransformerConfig {
  /** Heads of the attention, of which each has an equal share of the channels. */
  readonly heads: number;
  /** Width of the hidden layer, as a multiple of the channels. */
  readonly hidden: number;
}

/**
 * A dynamic transformer block (Xia et al. 2023): an image `[B, C, H, W]` through attention and a gated feed-forward
 * layer, both led by a prior `[B, P]`.
 */
export function dynamicTransformer<T>(scope: Scope<T>, x: T, prior: T, config: DynamicTransformerConfig): T {
  const attended = scope.ops.add(attention(scope.at('attn'), x, prior, config.heads), x);
  const [, channels] = scope.ops.shape(x) as [number, number];
  const width = Math.round(channels * config.hidden);
  return scope.ops.add(feedForward(scope.at('ffn'), attended, prior, width), attended);
}

/**
 * Dynamic multi-head transposed attention, equation 6: channels attend to channels. Queries and keys have length 1
 * over the pixels and their products a learned factor for each head, as in Restormer (Zamir et al. 2022), which it
 * follows.
 */
function attention<T>(scope: Scope<T>, x: T, prior: T, heads: number): T {
  const { ops } = scope;
  const shape = ops.shape(x) as [number, number, number, number];
  const [batch, channels, height, width] = shape;
  const led = modulated(scope, x, prior);
  const part = (name: string) =>
    ops.reshape(mixed(scope.at(name), led, channels), [batch, heads, channels / heads, height * width]);
  const [query, key, value] = [unit(scope, part('q')), unit(scope, part('k')), part('v')];
  const factor = scope.parameter('temperature', [heads, 1, 1], { kind: 'constant', value: 1 });
  const shares = ops.softmax(ops.mul(ops.matMul(query, key, true), factor));
  const found = ops.reshape(ops.matMul(shares, value, false), shape);
  return pointwise(scope, 'out', found, channels);
}

/** Dynamic gated feed-forward layer, equation 7. */
function feedForward<T>(scope: Scope<T>, x: T, prior: T, width: number): T {
  const { ops } = scope;
  const [, channels] = ops.shape(x) as [number, number];
  const led = modulated(scope, x, prior);
  const gate = ops.gelu(mixed(scope.at('gate'), led, width));
  return pointwise(scope, 'out', ops.mul(gate, mixed(scope.at('value'), led, width)), channels);
}

/** Equation 5: (W1 Z) times the image normalised over the channels of each pixel, plus W2 Z. */
function modulated<T>(scope: Scope<T>, x: T, prior: T): T {
  const { ops } = scope;
  const [batch, channels] = ops.shape(x) as [number, number];
  const length = ops.shape(prior)[1]!;
  const from = (name: string) => {
    const bound = 1 / Math.sqrt(length);
    const weight = scope.at(name).parameter('weight', [channels, length], { kind: 'uniform', bound });
    return ops.reshape(ops.matMul(prior, weight, true), [batch, channels, 1, 1]);
  };
  const rows = layerNorm(scope, 'norm', ops.transpose(x, [0, 2, 3, 1]), 1e-5);
  const normal = ops.transpose(rows, [0, 3, 1, 2]);
  return ops.add(ops.mul(normal, from('scale')), from('shift'));
}

/** Every pixel over its channels, then every channel over its neighbouring pixels. */
function mixed<T>(scope: Scope<T>, x: T, out: number): T {
  return depthwise3(scope, 'depth', pointwise(scope, 'point', x, out));
}

function pointwise<T>(scope: Scope<T>, name: string, x: T, out: number): T {
  return conv(scope, name, x, out, { kernel: 1, bias: false });
}

/** The last axis at length 1. */
function unit<T>({ ops }: Scope<T>, x: T): T {
  const length = ops.shape(x).at(-1)!;
  const square = ops.affine(ops.mean(ops.mul(x, x), [3]), length, TINY);
  return ops.div(x, ops.sqrt(square));
}

/** Keeps what is all zero from being divided by zero. */
const TINY = 1e-12;
