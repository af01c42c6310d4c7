import type { Option } from '../language/option.ts';
import { assertFinite, type Image, shapeOf, toGrey } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Scored } from './metric.ts';

/** Which side of the mask a regional score looks at. */
export type Region = 'inside' | 'outside';

export const regionOption: Option<Region> = {
  enum: ['inside', 'outside'],
  description: 'Which pixels count: those inside the mask, or all others.',
};

/**
 * The pixels of a region, 1 inside it and 0 elsewhere, `height * width` of them.
 * @throws InputError when the mask is missing, of another size, not finite, or leaves the region empty.
 */
export function regionPixels(where: string, { mask, reference }: Scored, region: Region): Uint8Array {
  const { data } = toGrey(required(where, 'mask', mask, reference));
  const pixels = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) pixels[i] = Number(data[i] > 0 === (region === 'inside'));
  if (!pixels.includes(1)) {
    throw new InputError({
      where,
      expected: `a mask with at least one pixel ${region}`,
      got: 'none',
      remedy: 'give another mask or leave the image out',
    });
  }
  return pixels;
}

/**
 * The image that a metric needs besides the two that it compares.
 * @throws InputError when it is missing, of another height or width, or not finite.
 */
export function required(
  where: string,
  role: 'floor' | 'commonFloor' | 'mask',
  given: Image | undefined,
  reference: Image,
): Image {
  const size = `${reference.height}x${reference.width}`;
  const [name, flag] = role === 'commonFloor' ? ['common floor', 'common-floor'] : [role, role];
  if (!given || given.height !== reference.height || given.width !== reference.width) {
    throw new InputError({
      where,
      expected: `a ${name} image of ${size} pixels`,
      got: given ? shapeOf(given) : 'none',
      remedy: `give one (--${flag} FILE on the command line)`,
    });
  }
  assertFinite(`${where}: ${name}`, given);
  return given;
}
