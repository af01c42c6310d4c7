import { createImage, type Image } from './image.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The part of an image in these rows and columns, ends not included. */
export function cutImage({ channels, height, width, data }: Image, rows: Span, columns: Span): Image {
  const part = createImage(channels, rows.to - rows.from, columns.to - columns.from);
  for (let c = 0, i = 0; c < channels; c++) {
    for (let y = rows.from; y < rows.to; y++, i += part.width) {
      const start = (c * height + y) * width;
      part.data.set(data.subarray(start + columns.from, start + columns.to), i);
    }
  }
  return part;
}
