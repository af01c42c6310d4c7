import { stirlingError } from './log-gamma.ts';
import { log1pmx } from './log1pmx.ts';

const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** Natural logarithms of a distribution function and of its complement. */
export interface LogTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * ln I_x(a, b) and ln(1 - I_x(a, b)) of the regularised incomplete beta function; both tails keep their
 * relative accuracy where the value itself would underflow.
 * @param x in [0, 1]
 * @param y 1 - x, given apart because it is often known to more digits than the subtraction leaves
 */
export function logIncompleteBeta(x: number, y: number, a: number, b: number): LogTails {
  if (x <= 0) return { lower: -Infinity, upper: 0 };
  if (y <= 0) return { lower: 0, upper: -Infinity };
  const front = logPower(x, y, a, b);
  if (x * (a + b + 2) < a + 1) {
    const lower = front - Math.log(a) - Math.log(fraction(x, a, b));
    return { lower, upper: logComplement(lower) };
  }
  const upper = front - Math.log(b) - Math.log(fraction(y, b, a));
  return { lower: logComplement(upper), upper };
}

/** ln(1 - exp(v)) for v <= 0, without cancellation at either end. */
export function logComplement(v: number): number {
  return v > -Math.LN2 ? Math.log(-Math.expm1(v)) : Math.log1p(-Math.exp(v));
}

/**
 * ln of x^a y^b / B(a, b): Stirling's formula and deviances from the mean (Loader 2000), so that nothing large
 * cancels.
 */
function logPower(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const skew = x * b - y * a;
  return (
    a * log1pmx(skew / a, (x * n) / a) +
    b * log1pmx(-skew / b, (y * n) / b) +
    0.5 * (Math.log(a) + Math.log(b / n)) -
    LOG_SQRT_TWO_PI -
    stirlingError(a) -
    stirlingError(b) +
    stirlingError(n)
  );
}

/**
 * The denominator continued fraction of the incomplete beta function, DLMF 8.17.22, by Lentz's method as
 * modified by Thompson and Barnett; I_x(a, b) = x^a y^b / (a B(a, b) fraction).
 */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let value = 1;
  let c = 1;
  let d = 0;
  for (let k = 1; k < 200_000; k++) {
    const m = k >> 1;
    const coefficient =
      k % 2 === 1
        ? (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
        : (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + coefficient * d;
    c = 1 + coefficient / c;
    if (d === 0) d = tiny;
    if (c === 0) c = tiny;
    d = 1 / d;
    value *= c * d;
    if (Math.abs(c * d - 1) < 2e-16 && k > 2) break;
  }
  return value;
}
