import { InputError } from '../../../numeric/input-error.ts';
import type { FileImage } from './file-image.ts';

/** Bits that images have whose files have 16. */
const narrow = [8, 10, 12];

/**
 * Stops on samples of 16 bits that use 12 or fewer: an 8-bit image saved so is read as nearly black, and its PSNR is
 * 48 dB too high. A black image says nothing of its bits.
 * @throws InputError with the scaling that would fit, and the one that says that the values are meant so.
 */
export function assertBitsUsed(
  { bits, image: { data } }: Pick<FileImage, 'bits' | 'image'>,
  where: string,
): void {
  if (bits !== 16) return;
  let most = 0;
  for (let i = 0; i < data.length; i++) if (data[i] > most) most = data[i];
  const stored = Math.round(most * 65535);
  const used = narrow.find((each) => stored < 2 ** each);
  if (stored === 0 || used === undefined) return;
  throw new InputError({
    where,
    expected: "values that use the file's 16 bits",
    got: `at most ${stored}, as ${used} bits have`,
    remedy: `scale all to what they mean, --scale bits=${used}, or keep the range of the file, --scale bits=16`,
  });
}
