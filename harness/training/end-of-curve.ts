import { InputError } from '../numeric/input-error.ts';

/** A point of the last tenth of a training curve. */
export interface EndPoint {
  /** Its place in the curve. */
  readonly at: number;
  /** Logarithm of its loss over the first loss. */
  readonly final: number;
  /** Its part in the change of the logarithm over the tenth, whose mean over the tenth is that change. */
  readonly change: number;
}

/**
 * The last tenth of a training curve (at least two points), relative to where the training began: losses of
 * latents in different units compare so. With y the logarithms at places i = 0 .. m-1 of the tenth, b the slope of
 * their least-squares line and e its residuals, `change` is m b + m^2 (i - mean i) e / sum (i - mean i)^2: their
 * mean is m b, and they scatter as the slope's influence function, so that resampling them resamples the slope.
 * @param losses mean losses of equally many steps each, in order
 * @throws InputError for fewer than two losses, or one that is not above 0
 */
export function endOfCurve(losses: readonly number[]): readonly EndPoint[] {
  if (losses.length < 2 || !losses.every((loss) => loss > 0 && Number.isFinite(loss))) {
    throw new InputError({
      where: 'training-loss',
      expected: 'a curve of at least two losses above 0',
      got: `${losses.length}, the least ${Math.min(...losses)}`,
      remedy: 'train more steps; a loss of 0 has no relative size',
    });
  }
  const m = Math.max(2, Math.round(losses.length / 10));
  const start = losses.length - m;
  const y = losses.slice(start).map((loss) => Math.log(loss / losses[0]!));
  const middle = (m - 1) / 2;
  const mean = y.reduce((sum, value) => sum + value, 0) / m;
  const squares = (m * (m * m - 1)) / 12; // of i - middle
  const slope = y.reduce((sum, value, i) => sum + (i - middle) * value, 0) / squares;
  return y.map((final, i) => {
    const residual = final - mean - slope * (i - middle);
    return { at: start + i, final, change: m * slope + (m * m * (i - middle) * residual) / squares };
  });
}
