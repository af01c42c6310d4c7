import { type Fields, fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/** Evenly spaced values, as a file of so many bits holds them. */
export interface Quantisation {
  readonly bits: 8 | 16;
  /** To the nearest, or to the one below as a conversion to integers does. */
  readonly rounding: 'round' | 'truncate';
}

/** @throws InputError on unknown keys and values that are not allowed. */
export function resolveQuantisation(declaration: unknown, where: string): Quantisation {
  const declared = fields(declaration, where);
  const quantisation = {
    bits: bits(declared),
    rounding: declared.oneOf('rounding', ['round', 'truncate']),
  };
  declared.end();
  return quantisation;
}

/** An image in [0, 1] with every value moved to a step. */
export function quantised(image: Image, { bits, rounding }: Quantisation): Image {
  const peak = 2 ** bits - 1;
  const half = rounding === 'round' ? 0.5 : 0;
  const data = new Float64Array(image.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.floor(image.data[i] * peak + half) / peak;
  return { ...image, data };
}

function bits(declared: Fields): Quantisation['bits'] {
  // 9 to 15 bits make no file.
  const value = declared.integer('bits', { atLeast: 8, atMost: 16 });
  if (value === 8 || value === 16) return value;
  throw new InputError({
    where: declared.at('bits'),
    expected: '8 or 16',
    got: `${value}`,
    remedy: 'choose one',
  });
}
