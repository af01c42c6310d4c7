import { createImage, type Image } from '../../harness/numeric/image.ts';

/** The input of an oracle's case, made as golden/oracles/degrade.py makes it. */
export function lcgImage(seed: number, height: number, width: number, kind: 'uint8' | 'float'): Image {
  const image = createImage(1, height, width);
  let x = seed;
  for (let i = 0; i < image.data.length; i++) {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0;
    image.data[i] = kind === 'uint8' ? (x >>> 24) / 255 : (x >>> 8) / 2 ** 24;
  }
  return image;
}
