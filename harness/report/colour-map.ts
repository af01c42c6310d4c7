import { createImage, type Image } from '../numeric/image.ts';

/** Anchors of a colour map, evenly spaced over [0, 1], as sRGB triples in [0, 1]. */
export type ColourMap = readonly (readonly [red: number, green: number, blue: number])[];

/**
 * Black over red and orange to pale yellow, for magnitudes. CIELAB lightness rises in even steps from 3 to
 * 96, so that order survives any kind of colour blindness and a grey print.
 */
export const magnitudeMap: ColourMap = [
  [0.043, 0.043, 0.043],
  [0.229, 0.074, 0.282],
  [0.486, 0.0, 0.361],
  [0.709, 0.0, 0.351],
  [0.861, 0.195, 0.313],
  [0.956, 0.404, 0.287],
  [1.0, 0.593, 0.293],
  [1.0, 0.782, 0.417],
  [1.0, 0.954, 0.789],
];

/**
 * Blue over near-white to brown, for signed values with zero at 0.5. Both arms darken alike, and blue against
 * brown stays apart in protanopia, deuteranopia and tritanopia.
 */
export const signedMap: ColourMap = [
  [0.0, 0.184, 0.402],
  [0.0, 0.361, 0.656],
  [0.249, 0.558, 0.808],
  [0.592, 0.754, 0.886],
  [0.943, 0.943, 0.943],
  [0.877, 0.732, 0.561],
  [0.81, 0.505, 0.257],
  [0.662, 0.284, 0.077],
  [0.412, 0.129, 0.036],
];

/** The colour at `t`, linear in sRGB between the anchors; below 0 and above 1 the end colours. */
export function colourAt(map: ColourMap, t: number): readonly [red: number, green: number, blue: number] {
  const at = Math.min(Math.max(t, 0), 1) * (map.length - 1);
  const index = Math.min(Math.floor(at), map.length - 2);
  const share = at - index;
  const [from, to] = [map[index], map[index + 1]];
  return [
    (1 - share) * from[0] + share * to[0],
    (1 - share) * from[1] + share * to[1],
    (1 - share) * from[2] + share * to[2],
  ];
}

/** The map from left (0) to right (1) as an image `[3, 1, width]`, the scale shown beside a mapped image. */
export function colourBar(map: ColourMap, width: number): Image {
  const bar = createImage(3, 1, width);
  for (let x = 0; x < width; x++) {
    const colour = colourAt(map, width > 1 ? x / (width - 1) : 0);
    for (let c = 0; c < 3; c++) bar.data[c * width + x] = colour[c];
  }
  return bar;
}
