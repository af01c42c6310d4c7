/** Which way a number is better; where neither is, the reason. */
export type Direction = 'higher' | 'lower' | `none: ${string}`;

/** The direction of all numbers of a metric, or by the name of each (without the number at its end, as in `psnr8`). */
export type Directions = Direction | Readonly<Record<string, Direction>>;

/**
 * Which way one number of a metric is better.
 * @param part its name, such as `psnr8`; empty where the score is one number
 */
export function directionOfPart(
  { direction }: { readonly direction: Directions },
  part: string,
): Direction | undefined {
  return typeof direction === 'string' ? direction : direction[part.replace(/\d+$/, '')];
}

/** The direction in one word, as answers give it. */
export function directionWord(direction: Direction): 'higher' | 'lower' | 'none' {
  return direction === 'higher' || direction === 'lower' ? direction : 'none';
}
