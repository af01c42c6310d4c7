import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import { cropBorder } from '../../../metrics/crop-border.ts';
import { luma } from '../../../metrics/luma.ts';
import { type Image, shapeOf, toGrey } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { assertBitsUsed } from '../../files/images/bits-used.ts';
import type { FileImage } from '../../files/images/file-image.ts';
import {
  type AppliedScale,
  type ScaleSummary,
  scaledTogether,
  scaleSummaries,
  scaleText,
  summaryText,
} from '../../files/images/scaled.ts';
import type { Answer } from '../answer.ts';

/** What is done to images before they are compared. */
export interface Preparation {
  readonly scale?: ScaleRule;
  readonly channels?: keyof typeof channelMeanings;
  readonly cropBorder: number;
}

/** What `--channels` takes, and what it says of each in answers. */
export const channelMeanings = {
  y: 'BT.601 luma, (16 + 65.481 R + 128.553 G + 24.966 B) / 255 of R, G, B in [0, 1], not rounded',
  rgb: 'red, green and blue as they are',
  grey: 'the mean of the channels',
} as const;

/** An image, what its file says and where it came from. */
export type ReadFile = FileImage & { readonly path: string };

/** What was done, for answers. */
export interface Prepared {
  /** Of the file whose values decided it; `as` lists those that were left, being pictures in [0, 1] already. */
  readonly scale: (AppliedScale & { readonly from: string; readonly left: readonly string[] }) | null;
  readonly channels: string | null;
  readonly cropBorder: number;
}

/**
 * Images that are compared, brought to [0, 1] together, reduced to the channels that count, and cropped. One mapping is
 * applied to all, so that no difference between them is lost; pictures beside a file of another kind are in [0, 1]
 * already and stay as they are.
 * @param files the one that decides the scale first: the reference
 * @throws InputError as the rules do, and where a file's 16 bits are not used and no rule says what they mean.
 */
export function prepared(
  files: readonly ReadFile[],
  { scale, channels, cropBorder: pixels }: Preparation,
): { readonly files: readonly ReadFile[]; readonly told: Prepared } {
  const [{ path: from }] = files;
  if (!scale) for (const file of files) assertBitsUsed(file, file.path);
  const together = scale && scaledTogether(files, scale, from);
  const done = (together?.files ?? files).map((file) => ({
    ...file,
    image: cropBorder(channelsOf(file, channels), pixels, file.path),
  }));
  return {
    files: done,
    told: {
      scale: together ? { ...together.scale, from, left: together.left.map(({ path }) => path) } : null,
      channels: channels ? channelMeanings[channels] : null,
      cropBorder: pixels,
    },
  };
}

/** As {@link prepared}, of an image and what it is compared with: the first of those, where there is one, decides. */
export function preparedPair(
  files: readonly ReadFile[],
  preparation: Preparation,
): ReturnType<typeof prepared> {
  const [image, ...others] = files;
  if (others.length === 0) return prepared(files, preparation);
  const { files: done, told } = prepared([...others, image], preparation);
  return { files: [done.at(-1)!, ...done.slice(0, -1)], told };
}

/** An answer that says besides how its images were prepared, where they were. */
export function sayingPrepared(answer: Answer, told: Prepared | PreparedFolders): Answer {
  const scale = isOfMany(told.scale) ? told.scale.map(summaryText).join('; ') : oneText(told.scale);
  const parts = [
    ...(scale === '' ? [] : [`scale ${scale}`]),
    ...(told.channels === null ? [] : [`channels ${told.channels}`]),
    ...(told.cropBorder === 0 ? [] : [`${told.cropBorder} pixels cropped at each border`]),
  ];
  if (parts.length === 0) return answer;
  const document = { ...(answer.document as object), preparation: told };
  return { ...answer, document, text: `${answer.text}\nprepared: ${parts.join('; ')}` };
}

/** What was done to the images of folders, for answers. */
export interface PreparedFolders extends Omit<Prepared, 'scale'> {
  readonly scale: readonly ScaleSummary[];
}

/** What was done to many pairs or images. */
export function preparedFolders(
  { channels, cropBorder: pixels }: Preparation,
  scales: readonly AppliedScale[],
): PreparedFolders {
  return {
    scale: scaleSummaries(scales),
    channels: channels ? channelMeanings[channels] : null,
    cropBorder: pixels,
  };
}

function isOfMany(scale: Prepared['scale'] | readonly ScaleSummary[]): scale is readonly ScaleSummary[] {
  return Array.isArray(scale);
}

function oneText(scale: Prepared['scale']): string {
  if (scale === null) return '';
  const left = scale.left.length > 0 ? `, ${scale.left.join(' and ')} left in [0, 1]` : '';
  return `${scaleText(scale)}, of ${scale.from}${left}`;
}

function channelsOf({ image, peak, path }: ReadFile, channels: Preparation['channels']): Image {
  if (channels === 'y') return luma(image, peak ?? 1, path);
  if (channels === 'grey') return toGrey(image);
  if (channels === undefined || image.channels === 3) return image;
  throw new InputError({
    where: path,
    expected: 'an image of red, green and blue for --channels rgb',
    got: shapeOf(image),
    remedy: 'leave it out for grey images',
  });
}
