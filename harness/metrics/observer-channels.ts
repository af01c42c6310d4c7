import type { ObserverConvention } from './set-metrics.ts';

/** How much wider in frequency the outer Gaussian is than the inner, and each channel than the one before. */
const DENSE = { width: 1.67, ratio: 1.4 };

/** What a channel weighs the pixels of a square by. */
export type Channel = Float64Array;

/**
 * Channels of a model observer over a square of `side x side` pixels, row by row, centred on its middle pixel.
 * - Differences of Gaussians, dense (Abbey and Barrett 2001): `exp(-(f / (Q s_j))^2 / 2) - exp(-(f / s_j)^2 / 2)` at
 *   frequency f, with `s_j = s_0 1.4^j`, Q = 1.67; here as functions of place, which the square cuts off.
 * - Gabor functions of one octave from `f` to `2 f` (Wunderlich and Noo 2008): a Gaussian of full width
 *   `4 ln 2 / (pi f)` at half height times a cosine of `1.5 f` cycles per pixel, in directions `pi k / n`.
 */
export function observerChannels(
  convention: Omit<ObserverConvention, 'places' | 'readers'>,
): readonly Channel[] {
  const { channels, side, lowest, bands, orientations } = convention;
  const middle = (side - 1) / 2;
  const over = (at: (x: number, y: number) => number): Channel =>
    Float64Array.from({ length: side * side }, (_, i) =>
      at((i % side) - middle, Math.floor(i / side) - middle),
    );
  const each = Array.from({ length: bands }, (_, j) => j);
  if (channels === 'difference-of-gaussians') {
    return each.map((j) => {
      const inner = lowest * DENSE.ratio ** j;
      return over((x, y) => gaussian(DENSE.width * inner, x, y) - gaussian(inner, x, y));
    });
  }
  return each.flatMap((j) => {
    const from = lowest * 2 ** j;
    const width = (4 * Math.LN2) / (Math.PI * from);
    return Array.from({ length: orientations }, (_, k) => {
      const [cos, sin] = [Math.cos((Math.PI * k) / orientations), Math.sin((Math.PI * k) / orientations)];
      return over(
        (x, y) =>
          Math.exp((-4 * Math.LN2 * (x * x + y * y)) / width ** 2) *
          Math.cos(2 * Math.PI * 1.5 * from * (x * cos + y * sin)),
      );
    });
  });
}

/** What `exp(-(f / s)^2 / 2)` is as a function of place. */
function gaussian(s: number, x: number, y: number): number {
  return 2 * Math.PI * s * s * Math.exp(-2 * (Math.PI * s) ** 2 * (x * x + y * y));
}
