import type { Option } from '../language/option.ts';
import { type Image, toGrey } from '../numeric/image.ts';

/** Whether a metric sees every channel as it is, or their mean (the release's grey variant). */
export type Channels = 'all' | 'grey';

export const channelsOption: Option<Channels> = {
  enum: ['all', 'grey'],
  description: 'Whether every channel counts as it is, or their mean, as released for grey images.',
};

/** The image `[C, H, W]` as the convention wants it: itself, or the mean of its channels `[1, H, W]`. */
export function withChannels(image: Image, channels: Channels): Image {
  return channels === 'grey' ? toGrey(image) : image;
}
