import type { Image } from '../numeric/image.ts';

/**
 * The means of a map `[C, H, W]` without so many pixels at each of its borders, as {@link cropBorder} would leave them:
 * the inmost part is summed once, and a frame is added for each border. A border that leaves nothing has NaN.
 * @param borders in pixels, ascending
 */
export function meansWithinBorders(map: Image, borders: readonly number[]): readonly number[] {
  const inside = (border: number) => (map.height - 2 * border) * (map.width - 2 * border);
  const fits = (border: number) => Math.min(map.height, map.width) > 2 * border;
  const fitting = borders.filter(fits);
  const means = new Map<number, number>();
  let sum = 0;
  for (const [i, border] of [...fitting.entries()].reverse()) {
    const inner = fitting[i + 1];
    sum += inner === undefined ? sumFrom(map, border, border) : frame(map, border, inner);
    means.set(border, sum / (map.channels * inside(border)));
  }
  return borders.map((border) => means.get(border) ?? Number.NaN);
}

/** What lies within one border and not within the other. */
function frame(map: Image, outer: number, inner: number): number {
  const { height, width } = map;
  return (
    sumOf(map, outer, inner, outer, width - outer) +
    sumOf(map, height - inner, height - outer, outer, width - outer) +
    sumOf(map, inner, height - inner, outer, inner) +
    sumOf(map, inner, height - inner, width - inner, width - outer)
  );
}

function sumFrom(map: Image, top: number, left: number): number {
  return sumOf(map, top, map.height - top, left, map.width - left);
}

// A sum a row, and those summed: rounding grows with the sides and not with the area.
function sumOf(map: Image, top: number, bottom: number, left: number, right: number): number {
  const { channels, height, width, data } = map;
  let sum = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = top; y < bottom; y++) {
      const row = (c * height + y) * width;
      let inRow = 0;
      for (let i = row + left; i < row + right; i++) inRow += data[i];
      sum += inRow;
    }
  }
  return sum;
}
