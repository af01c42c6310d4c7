import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { stream } from '../numeric/stream.ts';

export interface RicianNoise {
  /** Standard deviation of the real and of the imaginary part's noise, in the image's values. */
  readonly sigma: number;
  /** Seed of the stream of noise, which the image's id completes. */
  readonly seed: number;
}

/**
 * The magnitude of the image with independent Gaussian noise in a real and an imaginary part, as a receiver's coil
 * gives it: `sqrt((x + n1)^2 + n2^2)`, which has Rice's distribution (Gudbjartsson and Patz 1995). Where the image is
 * dark, it becomes brighter on average. All channels have the same noise, so that a grey image in several stays grey.
 * @param id the image's; another has other noise, drawn from the stream of (seed, 'rician-noise', id)
 * @throws InputError when sigma is not above 0, or without an id.
 */
export function ricianNoise(image: Image, { sigma, seed }: RicianNoise, id: string | undefined): Image {
  if (!(sigma > 0 && Number.isFinite(sigma))) {
    throw refused('a sigma above 0', `${sigma}`, 'leave the noise out to keep the image as it is');
  }
  if (id === undefined) {
    throw refused("the image's id, which names its noise", 'none', 'give degrade the id of the image');
  }
  const { channels, height, width, data } = image;
  const { normal } = stream(seed, 'rician-noise', id);
  const plane = height * width;
  const parts = Float64Array.from({ length: 2 * plane }, () => sigma * normal());
  const magnitude = data.map((value, i) => {
    const at = 2 * (i % plane);
    return Math.sqrt((value + parts[at]) ** 2 + parts[at + 1] ** 2);
  });
  return createImage(channels, height, width, magnitude);
}

function refused(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'rician-noise', expected, got, remedy });
}
