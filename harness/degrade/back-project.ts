import type { Image } from '../numeric/image.ts';
import { assertLinear, degrade } from './catalogue.ts';
import type { Degradation } from './degradation.ts';
import { resize } from './resize.ts';

/**
 * An estimate of the HR image brought into agreement with the LR image y that the degradation A is known to have
 * made: `passes` times x <- x + U (y - A x), where U enlarges by repeating pixels (iterative back-projection, Irani
 * and Peleg 1991). Of block means U is the pseudo-inverse of A, so that one pass is the projection
 * x + A⁺ (y - A x) of DDNM (Wang, Yu and Zhang 2023, equation 13) and A x = y holds after it; where LR and HR share
 * one size, U is the identity and the passes are Landweber's, which draw nearer. Nothing is clamped.
 * @param image `[C, H, W]`
 * @param low `[C, h, w]`, of the size that A gives
 * @throws InputError when A is not linear, or cannot take the image.
 */
export function backProject(image: Image, low: Image, degradation: Degradation, passes: number): Image {
  assertLinear(degradation, 'back-projection');
  const { height, width } = image;
  let estimate = image;
  for (let pass = 0; pass < passes; pass++) {
    const again = degrade(estimate, degradation);
    const missing = { ...low, data: low.data.map((value, i) => value - again.data[i]!) };
    const enlarged = resize(missing, height, width, 'nearest', 'float');
    estimate = { ...estimate, data: estimate.data.map((value, i) => value + enlarged.data[i]!) };
  }
  return estimate;
}
