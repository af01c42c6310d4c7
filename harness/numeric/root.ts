/**
 * A root of `f` between `lo` and `hi`, where it has opposite signs: bisection steered by inverse quadratic
 * interpolation (Brent 1973, "Algorithms for minimization without derivatives", chapter 4).
 * @returns the root to about 4 machine epsilons, or NaN where the signs agree
 */
export function rootBetween(f: (x: number) => number, lo: number, hi: number): number {
  let [a, b] = [lo, hi];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) return Number.NaN;
  let [c, fc] = [a, fa];
  let step = b - a;
  let before = step;
  for (let i = 0; i < 200; i++) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const tolerance = 4 * Number.EPSILON * Math.abs(b) + 1e-300;
    const half = (c - b) / 2;
    if (Math.abs(half) <= tolerance || fb === 0) return b;
    [step, before] = nextStep({ a, b, c, fa, fb, fc, half, tolerance, step, before });
    [a, fa] = [b, fb];
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      step = b - a;
      before = step;
    }
  }
  return b;
}

/** Where the search stands, in Brent's letters: b is the best so far, c lies across the root, a came before b. */
interface Bracket {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
  /** From b half-way to c. */
  readonly half: number;
  readonly tolerance: number;
  /** The last step, and the one before it. */
  readonly step: number;
  readonly before: number;
}

/** Interpolation where it is safe and shrinks fast enough, else half the bracket. */
function nextStep({ a, b, c, fa, fb, fc, half, tolerance, step, before }: Bracket): [number, number] {
  if (Math.abs(before) < tolerance || Math.abs(fa) <= Math.abs(fb)) return [half, half];
  const s = fb / fa;
  let p = 2 * half * s;
  let q = 1 - s;
  if (a !== c) {
    const [t, r] = [fa / fc, fb / fc];
    p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  const limit = Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(before * q));
  return 2 * p < limit ? [p / q, step] : [half, half];
}
