import { type Image, shapeOf } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * The sizes of an image shrunk by a factor.
 * @throws InputError when the factor does not divide both sizes.
 */
export function shrunkSize(where: string, image: Image, factor: number): { height: number; width: number } {
  const height = image.height / factor;
  const width = image.width / factor;
  if (Number.isInteger(height) && Number.isInteger(width)) return { height, width };
  throw new InputError({
    where,
    expected: `a factor that divides the height and width of ${shapeOf(image)}`,
    got: `${factor}`,
    remedy: 'crop the image, choose another factor, or give the size itself',
  });
}
