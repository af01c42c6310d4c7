import type { Image } from '../../../harness/numeric/image.ts';
import { normalCdf } from '../../../harness/numeric/normal.ts';
import { imageOf } from './scene.ts';

/** A slanted edge through an image's middle. */
export interface EdgeParameters {
  readonly size: readonly [height: number, width: number];
  /** Of the normal to the edge against the rows, in degrees. */
  readonly degrees: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the blur across it, in pixels; a pixel's own averaging comes besides. */
  readonly blur: number;
}

/** The edge as pixels of side 1 see it, each the mean over its square: exactly one way, at four points the other. */
export function edgeImage(
  { size: [height, width], degrees, low, high, blur }: EdgeParameters,
  channels = 1,
): Image {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [long, short] = Math.abs(cos) > Math.abs(sin) ? [Math.abs(cos), sin] : [Math.abs(sin), cos];
  // The integral of the edge's profile, a step or the normal distribution function.
  const integral = (t: number) =>
    blur > 0 ? t * normalCdf(t / blur) + (blur * Math.exp(-((t / blur) ** 2) / 2)) / ROOT : Math.max(t, 0);
  const plane = new Map<number, number>();
  return imageOf(channels, height, width, (_, y, x) => {
    const distance = (x - (width - 1) / 2) * cos + (y - (height - 1) / 2) * sin;
    if (Math.abs(distance) > 6 * blur + 1) return distance > 0 ? high : low;
    const known = plane.get(y * width + x);
    if (known !== undefined) return known;
    let sum = 0;
    for (const v of [-0.375, -0.125, 0.125, 0.375]) {
      const at = distance + v * short;
      sum += (integral(at + long / 2) - integral(at - long / 2)) / long;
    }
    const value = low + ((high - low) * sum) / 4;
    plane.set(y * width + x, value);
    return value;
  });
}

const ROOT = Math.sqrt(2 * Math.PI);
