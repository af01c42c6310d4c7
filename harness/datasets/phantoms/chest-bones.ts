import type { Stream } from '../../numeric/stream.ts';
import { between } from './phantom.ts';
import { ridge, step } from './profile.ts';

/** Draws ribs and clavicles; the function returned gives what they add to the radiograph at a place. */
export function bones(shape: Stream): (x: number, y: number) => number {
  const draw = (low: number, high: number) => between(shape, low, high);
  const spacing = draw(0.17, 0.22);
  const phase = draw(0, 1);
  const arch = draw(0.5, 0.9);
  const slope = draw(0.2, 0.35);
  const half = draw(0.03, 0.042);
  const bright = draw(0.06, 0.1);
  const backSlope = draw(0.15, 0.3);
  const clavicles = [draw(0.66, 0.74), draw(0.66, 0.74)] as const;
  return (x, y) => {
    const across = Math.abs(x);
    let value = 0;
    const cage =
      step(0.8 - across, 0.04) * step(across - 0.12, 0.04) * step(0.62 - y, 0.08) * step(y + 0.85, 0.05);
    if (cage > 0) {
      const front = fromAxis(y - arch * (across - 0.35) ** 2 + slope * across, spacing, phase);
      const shaft = 0.08 * step(half - front, 0.008) + bright * ridge(front - half, 0.014);
      const back = fromAxis(y + 0.5 * (across - 0.3) ** 2 - backSlope * across, 1.15 * spacing, phase + 0.37);
      value = cage * (shaft + 0.06 * step(0.8 * half - back, 0.008));
    }
    const clavicle = Math.abs(y + clavicles[x < 0 ? 0 : 1] + 0.25 * (across - 0.4) + 0.05 * Math.sin(5 * x));
    return value + 0.16 * step(0.032 - clavicle, 0.01) * step(across - 0.1, 0.03) * step(0.85 - across, 0.03);
  };
}

/** Distance from the axis of the nearest of evenly spaced ribs. */
function fromAxis(y: number, spacing: number, phase: number): number {
  const turns = y / spacing + phase;
  return Math.abs(turns - Math.floor(turns) - 0.5) * spacing;
}
