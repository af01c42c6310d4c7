import { assertComparable, createImage, type Image } from '../numeric/image.ts';

/** Where an image differs from its reference by over a threshold, a pixel each. */
export interface Beyond {
  /** As colours, `[3, H, W]`: purple where it has more, green where it has less, else the reference, faint. */
  readonly map: Image;
  /** Shares of the pixels that have more, and less. */
  readonly hallucinated: number;
  readonly lost: number;
}

/**
 * Where an image has more than its reference by over `threshold` (hallucinated) or less by as much (lost). Channels are
 * averaged.
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function hallucinationMap(image: Image, reference: Image, threshold: number): Beyond {
  assertComparable('hallucination map', image, reference);
  const { channels, height, width } = image;
  const plane = height * width;
  const map = createImage(3, height, width);
  const counts = { hallucinated: 0, lost: 0 };
  for (let i = 0; i < plane; i++) {
    let [difference, level] = [0, 0];
    for (let at = i; at < channels * plane; at += plane) {
      difference += (image.data[at] - reference.data[at]) / channels;
      level += reference.data[at] / channels;
    }
    const kind = difference > threshold ? 'hallucinated' : difference < -threshold ? 'lost' : undefined;
    if (kind) counts[kind]++;
    for (let c = 0; c < 3; c++) map.data[c * plane + i] = kind ? beyondColours[kind][c] : faint(level);
  }
  return { map, hallucinated: counts.hallucinated / plane, lost: counts.lost / plane };
}

type Colour = readonly [red: number, green: number, blue: number];

/**
 * Two of Tol's muted colours (personal.sron.nl/~pault): they are kinds, not ends of a scale, so none of the error map's
 * colours, and every kind of colour blindness keeps them apart.
 */
export const beyondColours: Readonly<Record<'hallucinated' | 'lost', Colour>> = {
  hallucinated: [0xaa / 255, 0x44 / 255, 0x99 / 255],
  lost: [0x11 / 255, 0x77 / 255, 0x33 / 255],
};

/** Bright enough that both colours stand out, dark enough that the anatomy is seen. */
function faint(level: number): number {
  return 0.75 + 0.25 * Math.min(Math.max(level, 0), 1);
}

/** A pixel of a colour, the swatch of a legend. */
export function swatch(colour: Colour): Image {
  return createImage(3, 1, 1, Float64Array.from(colour));
}
