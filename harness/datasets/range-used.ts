import type { Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/** What 12 bits are of 16: values of scanners that nobody scaled. */
const LEAST = 4095 / 65535;

/** The greatest value of an image, 0 at least. */
export function greatestOf({ data }: Pick<Image, 'data'>): number {
  let greatest = 0;
  for (let i = 0; i < data.length; i++) if (data[i]! > greatest) greatest = data[i]!;
  return greatest;
}

/**
 * Stops on HR images that stay below a sixteenth of [0, 1], as those of 8 or 12 bits do that were saved as 16: every
 * score of them is that of a dark image, PSNR 24 dB or more too high.
 * @param greatest value of all images of a set, or of a volume
 * @throws InputError with what the stored bits may have been.
 */
export function assertRangeUsed(greatest: number, where: string): void {
  if (greatest > LEAST) return;
  throw new InputError({
    where,
    expected: 'values that use the range from 0 to 1',
    got: `at most ${Number(greatest.toPrecision(3))}${narrowBits(greatest)}`,
    remedy: 'name the scaling that fits the data, or write the images over the whole range of their type',
  });
}

/** What fewer bits may have become a value that no sample of 8 bits has. */
function narrowBits(greatest: number): string {
  const steps = greatest * 255;
  if (Math.abs(steps - Math.round(steps)) < 1e-9) return '';
  const stored = Math.round(greatest * 65535);
  return ` (${stored} of 65535, as of ${stored < 256 ? 8 : 12} bits saved as 16)`;
}

/** Stops on an HR image that shows nothing. @throws InputError where it is black everywhere. */
export function assertNotBlack(image: Image, where: string): void {
  if (greatestOf(image) > 0) return;
  throw new InputError({
    where,
    expected: 'an image of something',
    got: 'black everywhere',
    remedy: 'copy the file again, or take it out of the set',
  });
}
