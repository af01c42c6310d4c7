/** A smooth step at 0: the logistic function of `x / width`, cut to 0 and 1 where it is within 1e-5 of them. */
export function step(x: number, width: number): number {
  const t = x / width;
  if (t > 12) return 1;
  if (t < -12) return 0;
  return 1 / (1 + Math.exp(-t));
}

/** A smooth line at 0, `exp(-(x / width)^2)`, cut to 0 below 1e-5. */
export function ridge(x: number, width: number): number {
  const t = x / width;
  return t * t > 12 ? 0 : Math.exp(-t * t);
}

/** About the distance from an ellipse's border, positive inside; `x` and `y` are from its centre. */
export function ellipse(x: number, y: number, radiusX: number, radiusY: number): number {
  const u = x / radiusX;
  const v = y / radiusY;
  return (1 - Math.sqrt(u * u + v * v)) * Math.min(radiusX, radiusY);
}

/** From `a` to `b` as `share` goes from 0 to 1. */
export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
