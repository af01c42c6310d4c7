import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';

/** An image and the file that it came from. */
export interface Read {
  readonly path: string;
  readonly image: Image;
}

/** How far values may go beyond 0 and the peak, as those of filters and networks do, in units of the peak. */
const overshoot = 0.1;

/** As much for the image that is scored: a bad one may be far off, and still be on the reference's scale. */
const wideOvershoot = 1;

/** Two images whose largest magnitudes differ by more are on two scales: 4095 and 255 differ by 16. */
const MOST_RATIO = 12;

/**
 * The check of a pair of files before they are compared under a convention: size, channels, and that both are on one
 * scale, which is the peak's where that is the convention's own and not the caller's.
 * @param options what the caller set of the convention
 */
export function assertComparableFiles(
  convention: object,
  options: Readonly<Record<string, unknown>>,
): (image: Read, reference: Read) => void {
  const { peak } = convention as { readonly peak?: unknown };
  return (image, reference) => {
    assertSameSize(reference, image);
    assertSameChannels(reference, image, convention);
    if (!Object.hasOwn(options, 'peak')) assertNotSigned(image, reference);
    if (typeof peak === 'number' && !Object.hasOwn(options, 'peak')) {
      const remedy = 'name its largest value with --peak, or scale both with --scale';
      assertScale(reference, peak, remedy);
      assertNotFaint(reference, peak, remedy);
      assertScale(image, peak, remedy, wideOvershoot);
    }
    assertOneScale(image, reference);
  };
}

/** @throws InputError where two images differ in size, naming the files. */
export function assertSameSize({ path, image: { height, width } }: Read, other: Read): void {
  if (height === other.image.height && width === other.image.width) return;
  throw new InputError({
    where: path,
    expected: `the size of ${other.path}, ${other.image.height}x${other.image.width} pixels`,
    got: `${height}x${width}`,
    remedy: 'resize one of them first',
  });
}

function assertSameChannels({ path, image: { channels } }: Read, other: Read, convention: object): void {
  const option = (convention as { readonly channels?: string }).channels;
  if (channels === other.image.channels || option === 'grey') return;
  throw new InputError({
    where: path,
    expected: `as many channels as ${other.path}, ${other.image.channels}`,
    got: `${channels}`,
    remedy: `${option === undefined ? '' : 'add --option channels=grey to compare the means of the channels, or '}convert one of them first`,
  });
}

/**
 * Stops where values are on another scale than the peak that a convention takes them to have, such as 0 to 255 in
 * an array of floats: the score would be a number that means nothing.
 * @throws InputError when the image goes beyond 0 and the peak by more than a tenth of it, or what is given.
 */
export function assertScale(
  { path, image: { data } }: Read,
  peak: number,
  remedy: string,
  beyond = overshoot,
): void {
  let [least, greatest] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    if (data[i] < least) least = data[i];
    if (data[i] > greatest) greatest = data[i];
  }
  if (least >= -beyond * peak && greatest <= (1 + beyond) * peak) return;
  throw new InputError({
    where: path,
    expected: `values from 0 to ${peak}`,
    got: `some of ${least < -beyond * peak ? least : greatest}`,
    remedy,
  });
}

/** @throws InputError where no value is above what is 1 of 255: a reference in [0, 1] was divided by 255 once more. */
function assertNotFaint({ path, image }: Read, peak: number, remedy: string): void {
  const greatest = largestOf({ path, image });
  if (greatest === 0 || greatest > peak / 255) return;
  throw new InputError({
    where: path,
    expected: `values from 0 to ${peak}`,
    got: `none above ${Number(greatest.toPrecision(3))}`,
    remedy,
  });
}

/** An image of 0 to 255 against one of 0 to 1 has a score that means nothing, whichever of them is the reference. */
function assertOneScale(image: Read, reference: Read): void {
  const [own, others] = [largestOf(image), largestOf(reference)];
  if (own <= MOST_RATIO * others && others <= MOST_RATIO * own) return;
  // A black image is on every scale, and pictures are on one.
  if (own === 0 || others === 0 || (own <= 1 && others <= 1)) return;
  throw new InputError({
    where: image.path,
    expected: `values on the scale of ${reference.path}, whose largest magnitude is ${others}`,
    got: `a largest magnitude of ${own}`,
    remedy: 'scale one of them first',
  });
}

/**
 * An image in [-1, 1], as networks give it, against one in [0, 1]: there (v + 1) / 2 brings it to less than half of its
 * distance from the reference, which it does to no image on the reference's scale.
 */
function assertNotSigned(image: Read, reference: Read): void {
  const [own, others] = [image.image.data, reference.image.data];
  if (own.length !== others.length || !own.some((value) => value < -overshoot)) return;
  if (others.some((value) => value < -overshoot) || largestOf(image) > 1 + overshoot) return;
  let [asIs, moved] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    asIs += (own[i] - others[i]) ** 2;
    moved += ((own[i] + 1) / 2 - others[i]) ** 2;
  }
  if (moved >= asIs / 4) return;
  throw new InputError({
    where: image.path,
    expected: `values on the scale of ${reference.path}, from 0`,
    got: 'values in [-1, 1]: (v + 1) / 2 is much nearer to the reference',
    remedy: 'write it as (v + 1) / 2',
  });
}

function largestOf({ image: { data } }: Read): number {
  let largest = 0;
  for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]));
  return largest;
}
