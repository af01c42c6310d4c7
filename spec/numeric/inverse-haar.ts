import type { HaarDetails, HaarPyramid, Plane } from '../../harness/numeric/haar.ts';

/** The plane that has this decomposition. */
export function inverseHaar({ height, width, ll, levels }: HaarPyramid): Plane {
  let plane = ll;
  for (let level = levels.length - 1; level >= 0; level--) {
    const finer = level > 0 ? levels[level - 1].lh : { height, width };
    plane = merge(plane, levels[level], finer.height, finer.width);
  }
  return plane;
}

function merge(ll: Plane, { lh, hl, hh }: HaarDetails, height: number, width: number): Plane {
  const data = new Float64Array(height * width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y >> 1) * ll.width + (x >> 1);
      const column = x & 1 ? -1 : 1;
      const row = y & 1 ? -1 : 1;
      data[y * width + x] = 0.5 * (ll.data[i] + row * lh.data[i] + column * (hl.data[i] + row * hh.data[i]));
    }
  }
  return { height, width, data };
}
