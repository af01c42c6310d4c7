import { cropBorder } from '../../../metrics/crop-border.ts';
import type { Image } from '../../../numeric/image.ts';
import { type Convention, keyOf } from './convention.ts';
import type { Inferable, Reading } from './inferable.ts';
import { attempted } from './reading.ts';
import { isOfWholeImages, meanOfImages } from './ssim.ts';

/** What LPIPS leaves open. */
export const lpipsChoices = ['signal', 'epsilon', 'average'] as const;

/** LPIPS of an image in [0, 1] against its reference, which it brings to [-1, 1] itself. */
export type LpipsDistance = (image: Image, reference: Image) => Promise<number>;

/**
 * The search of what a printed LPIPS was taken by.
 * @param networks the network with its epsilon outside and inside the root
 */
export function inferableLpips(networks: Readonly<Record<'outside' | 'inside', LpipsDistance>>): Inferable {
  return {
    name: 'lpips',
    unit: '1',
    choices: lpipsChoices,
    departures: 1,
    reach: 0.02,
    readingOf: (convention) => keyOf(convention, ['crop', 'signal', 'epsilon']),
    possible: isOfWholeImages,
    reduce: meanOfImages,
    async read({ image, reference }, conventions) {
      const readings: (Reading | string)[] = [];
      for (const convention of conventions) {
        const lpips = networks[convention.epsilon as keyof typeof networks];
        const distance = () => lpips(given(image, convention), given(reference, convention));
        readings.push(await attempted(distance));
      }
      return readings;
    },
  };
}

/** What the network brings to [-1, 1]: half of that range where it should see values in [0, 1] as they are. */
function given(image: Image, { crop, signal }: Convention): Image {
  const cropped = cropBorder(image, Number(crop), 'crop');
  if (signal !== 'unit') return cropped;
  return { ...cropped, data: cropped.data.map((value) => (value + 1) / 2) };
}
