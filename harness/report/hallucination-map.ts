import { assertComparable, createImage, type Image } from '../numeric/image.ts';
import { colourAt, signedMap } from './colour-map.ts';

/**
 * Where an image has more than its reference by over `threshold` (brown: hallucinated), less by as much (blue:
 * lost), or neither (the reference, faint), as `[3, H, W]`. Channels are averaged.
 * @throws InputError when the shapes differ or a value is not finite.
 */
export function hallucinationMap(image: Image, reference: Image, threshold: number): Image {
  assertComparable('hallucination map', image, reference);
  const { channels, height, width } = image;
  const plane = height * width;
  const map = createImage(3, height, width);
  for (let i = 0; i < plane; i++) {
    let [difference, level] = [0, 0];
    for (let at = i; at < channels * plane; at += plane) {
      difference += (image.data[at] - reference.data[at]) / channels;
      level += reference.data[at] / channels;
    }
    const beyond = difference > threshold ? hallucinated : difference < -threshold ? lost : undefined;
    for (let c = 0; c < 3; c++) map.data[c * plane + i] = beyond ? beyond[c] : faint(level);
  }
  return map;
}

/** The colours of what was added and of what is missing. */
const [lost, hallucinated] = [colourAt(signedMap, 0.25), colourAt(signedMap, 0.75)];

/** Bright enough that both colours stand out, dark enough that the anatomy is seen. */
function faint(level: number): number {
  return 0.75 + 0.25 * Math.min(Math.max(level, 0), 1);
}

/** The map's three colours side by side, `[3, 1, 3]`. */
export function hallucinationBar(): Image {
  const bar = createImage(3, 1, 3);
  [lost, [faint(0.5), faint(0.5), faint(0.5)], hallucinated].forEach((colour, x) => {
    for (let c = 0; c < 3; c++) bar.data[c * 3 + x] = colour[c];
  });
  return bar;
}
