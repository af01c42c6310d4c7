import { cutImage } from '../../../numeric/cut-image.ts';
import { assertComparable, createImage, type Image, toGrey } from '../../../numeric/image.ts';

/** A part of an image and what each autoencoder made of it. */
export interface Pictured {
  readonly id: string;
  readonly psnr: readonly number[];
  /** Rows and columns of the part, and the size of the whole. */
  readonly part: {
    readonly top: number;
    readonly left: number;
    readonly height: number;
    readonly width: number;
  };
  readonly whole: { readonly height: number; readonly width: number };
  readonly image: Image;
  /** In the order of the candidates. */
  readonly copies: readonly Image[];
}

/** The square of at most `side` in which the first copy differs most, at the pixels' own size, in grey. */
export function pictured(
  id: string,
  image: Image,
  copies: readonly Image[],
  psnr: readonly number[],
  side: number,
): Pictured {
  const grey = toGrey(image);
  const greys = copies.map(toGrey);
  const { top, left } = mostError(grey, greys[0]!, side);
  const rows = { from: top, to: Math.min(top + side, image.height) };
  const columns = { from: left, to: Math.min(left + side, image.width) };
  const cut = (whole: Image) => cutImage(whole, rows, columns);
  return {
    id,
    psnr,
    part: { top, left, height: rows.to - rows.from, width: columns.to - columns.from },
    whole: { height: image.height, width: image.width },
    image: cut(grey),
    copies: greys.map(cut),
  };
}

function mostError(image: Image, copy: Image, side: number): { readonly top: number; readonly left: number } {
  assertComparable('pictures', image, copy);
  const { height, width } = image;
  const error = createImage(1, height, width);
  for (let i = 0; i < error.data.length; i++) error.data[i] = (image.data[i]! - copy.data[i]!) ** 2;
  let found = { top: 0, left: 0 };
  let most = -1;
  for (const top of starts(height, side)) {
    for (const left of starts(width, side)) {
      const { data } = cutImage(
        error,
        { from: top, to: Math.min(top + side, height) },
        { from: left, to: Math.min(left + side, width) },
      );
      const sum = data.reduce((a, b) => a + b, 0);
      if (sum > most) [most, found] = [sum, { top, left }];
    }
  }
  return found;
}

/** Where squares begin, half a side apart, the last at the end. */
function starts(size: number, side: number): readonly number[] {
  const last = Math.max(0, size - side);
  const step = Math.max(1, side >> 1);
  return [...Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step), last];
}
