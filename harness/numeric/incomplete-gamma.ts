import { type LogTails, logComplement } from './incomplete-beta.ts';
import { stirlingError } from './log-gamma.ts';
import { log1pmx } from './log1pmx.ts';

const LOG_SQRT_TWO_PI = 0.9189385332046728;

/**
 * ln P(a, x) and ln Q(a, x) of the regularised incomplete gamma functions, a > 0, x >= 0: the series DLMF
 * 8.11.4 below the mean, the continued fraction 8.9.2 (Lentz) above it.
 */
export function logIncompleteGamma(a: number, x: number): LogTails {
  if (x <= 0) return { lower: -Infinity, upper: 0 };
  const front = logPower(a, x);
  if (x < a + 1) {
    const lower = front - Math.log(a) + Math.log(series(a, x));
    return { lower, upper: logComplement(lower) };
  }
  const upper = front + Math.log(fraction(a, x));
  return { lower: logComplement(upper), upper };
}

/** ln of x^a e^-x / Gamma(a), by Stirling's formula, so that nothing large cancels at large a. */
function logPower(a: number, x: number): number {
  return a * log1pmx((x - a) / a, x / a) + 0.5 * Math.log(a) - LOG_SQRT_TWO_PI - stirlingError(a);
}

function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 100_000; k++) {
    const coefficient = -k * (k - a);
    b += 2;
    d = 1 / (coefficient * d + b || 1e-300);
    c = b + coefficient / c || 1e-300;
    value *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) break;
  }
  return value;
}
