import { InputError } from '../numeric/input-error.ts';

/** What a denoiser predicts: the clean latent, the noise in it, or v of Salimans and Ho (2022). */
export type Target = 'x0' | 'eps' | 'v';

type Values = Float32Array | Float64Array;

/** z = sqrt(alpha) x0 + sqrt(1 - alpha) eps. */
export function noisy(x0: Values, eps: Values, alpha: number): Float64Array {
  return mixed(Math.sqrt(alpha), x0, Math.sqrt(1 - alpha), eps);
}

/** v = sqrt(alpha) eps - sqrt(1 - alpha) x0. */
export function velocity(x0: Values, eps: Values, alpha: number): Float64Array {
  return mixed(Math.sqrt(alpha), eps, -Math.sqrt(1 - alpha), x0);
}

/** x0 = sqrt(alpha) z - sqrt(1 - alpha) v: exact at every noise level. */
export function cleanFromVelocity(v: Values, z: Values, alpha: number): Float64Array {
  return mixed(Math.sqrt(alpha), z, -Math.sqrt(1 - alpha), v);
}

/**
 * x0 = (z - sqrt(1 - alpha) eps) / sqrt(alpha).
 * @param signalFloor the least that sqrt(alpha) counts as; 0 for the plain quotient
 * @throws InputError where it would divide by zero.
 */
export function cleanFromNoise(eps: Values, z: Values, alpha: number, signalFloor: number): Float64Array {
  const divisor = Math.max(Math.sqrt(alpha), signalFloor);
  assertDivisor('x0 from noise', 'alpha', alpha, divisor);
  return mixed(1 / divisor, z, -Math.sqrt(1 - alpha) / divisor, eps);
}

/**
 * eps = (z - sqrt(alpha) x0) / (sqrt(1 - alpha) + offset).
 * @param offset 0 for the plain quotient, 1e-4 as released
 * @throws InputError where it would divide by zero.
 */
export function noiseFromClean(x0: Values, z: Values, alpha: number, offset: number): Float64Array {
  const divisor = Math.sqrt(1 - alpha) + offset;
  assertDivisor('noise from x0', '1 - alpha', 1 - alpha, divisor);
  return mixed(1 / divisor, z, -Math.sqrt(alpha) / divisor, x0);
}

function mixed(a: number, x: Values, b: number, y: Values): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i < result.length; i++) result[i] = a * x[i] + b * y[i];
  return result;
}

function assertDivisor(where: string, name: string, value: number, divisor: number): void {
  if (divisor > 0) return;
  throw new InputError({
    where,
    expected: `${name} above 0`,
    got: String(value),
    remedy: 'take a noise level inside the schedule, or allow a floor',
  });
}
