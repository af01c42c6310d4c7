import { linear } from './layers.ts';
import type { Network } from './network.ts';
import type { Scope } from './scope.ts';

/** The geometry of a prior's denoiser, and the levels that it goes through. */
export interface PriorDiffusionConfig {
  /** P, the length of the prior. */
  readonly length: number;
  /** Residual layers. */
  readonly layers: number;
  /** Cumulative alphas of the T levels, the clean end first. */
  readonly alphas: readonly number[];
}

/**
 * The diffusion of DiffIR's prior, all of it in one network, so that training goes back through every step (Xia et al.
 * 2023, algorithm 2): `start` `[B, P]`, almost pure noise, under `condition` `[B, P]`, to `prior` `[B, P]`. Each of the
 * T steps estimates the clean prior and goes to the mean of the posterior (Ho et al. 2020, equation 7); nothing is
 * drawn on the way, since the variance is left out.
 */
export function priorDiffusion(name: string, config: PriorDiffusionConfig): Network {
  return {
    name,
    inputs: ['start', 'condition'],
    outputs: ['prior'],
    run: (scope, { start, condition }) => ({ prior: denoised(scope, start!, condition!, config) }),
  };
}

function denoised<T>(scope: Scope<T>, start: T, condition: T, config: PriorDiffusionConfig): T {
  const { ops } = scope;
  const { alphas } = config;
  let z = start;
  for (let t = alphas.length - 1; t >= 0; t--) {
    const clean = estimate(scope, z, condition, (t + 1) / alphas.length, config);
    const [alpha, before] = [alphas[t]!, t === 0 ? 1 : alphas[t - 1]!];
    const beta = 1 - alpha / before;
    const share = (Math.sqrt(before) * beta) / (1 - alpha);
    const kept = (Math.sqrt(1 - beta) * (1 - before)) / (1 - alpha);
    z = ops.add(ops.affine(clean, share, 0), ops.affine(z, kept, 0));
  }
  return z;
}

/** The clean prior from a noisy one, its condition, and the share of all steps that lie behind it. */
function estimate<T>(
  scope: Scope<T>,
  z: T,
  condition: T,
  time: number,
  { length, layers }: PriorDiffusionConfig,
): T {
  const { ops } = scope;
  const batch = ops.shape(z)[0]!;
  const times = ops.constant(new Float64Array(batch).fill(time), [batch, 1]);
  let h = ops.leakyRelu(linear(scope, 'first', ops.concat([condition, times, z], 1), length), SLOPE);
  for (let i = 0; i < layers; i++)
    h = ops.add(h, ops.leakyRelu(linear(scope, `layer.${i}`, h, length), SLOPE));
  return linear(scope, 'last', h, length);
}

const SLOPE = 0.1;
