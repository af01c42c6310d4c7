import { InputError } from './input-error.ts';

/** A plane `[height, width]`. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly data: Float64Array;
}

/** One level of details, half the size of what they were taken from, rounded up. */
export interface HaarDetails {
  /** Differences between rows, PyWavelets' cH. */
  readonly lh: Plane;
  /** Differences between columns, PyWavelets' cV. */
  readonly hl: Plane;
  /** Differences of both, PyWavelets' cD. */
  readonly hh: Plane;
}

/** A plane's orthonormal Haar decomposition. */
export interface HaarPyramid {
  readonly height: number;
  readonly width: number;
  /** The coarsest approximation. */
  readonly ll: Plane;
  /** Details from the finest level (1) to the coarsest. */
  readonly levels: readonly HaarDetails[];
}

/**
 * Orthonormal 2-D Haar decomposition over `levels` levels. A side of odd length is extended by its last
 * value, as PyWavelets' mode 'symmetric' does; energy is kept where no side is odd at any level.
 * @throws InputError when there are more levels than the smaller side can be halved.
 */
export function haar(plane: Plane, levels: number): HaarPyramid {
  const most = Math.floor(Math.log2(Math.min(plane.height, plane.width)));
  if (levels > most) {
    throw new InputError({
      where: 'Haar transform',
      expected: `sides of at least ${2 ** levels} pixels for ${levels} levels`,
      got: `${plane.height}x${plane.width}`,
      remedy: 'give a larger image or ask for fewer levels',
    });
  }
  const details: HaarDetails[] = [];
  let ll = plane;
  for (let level = 0; level < levels; level++) {
    const [coarser, detail] = split(ll);
    details.push(detail);
    ll = coarser;
  }
  return { height: plane.height, width: plane.width, ll, levels: details };
}

function split({ height, width, data }: Plane): [Plane, HaarDetails] {
  const [h, w] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const [ll, lh, hl, hh] = Array.from({ length: 4 }, () => new Float64Array(h * w));
  const whole = width >> 1;
  for (let y = 0; y < h; y++) {
    const top = 2 * y * width;
    const bottom = 2 * y + 1 < height ? top + width : top;
    const o = y * w;
    for (let x = 0; x < whole; x++) {
      const i = top + 2 * x;
      const j = bottom + 2 * x;
      const sumTop = data[i] + data[i + 1];
      const sumBottom = data[j] + data[j + 1];
      const leftRightTop = data[i] - data[i + 1];
      const leftRightBottom = data[j] - data[j + 1];
      ll[o + x] = 0.5 * (sumTop + sumBottom);
      lh[o + x] = 0.5 * (sumTop - sumBottom);
      hl[o + x] = 0.5 * (leftRightTop + leftRightBottom);
      hh[o + x] = 0.5 * (leftRightTop - leftRightBottom);
    }
    if (whole < w) {
      const [a, c] = [data[top + width - 1], data[bottom + width - 1]];
      ll[o + whole] = a + c;
      lh[o + whole] = a - c;
    }
  }
  const plane = (values: Float64Array): Plane => ({ height: h, width: w, data: values });
  return [plane(ll), { lh: plane(lh), hl: plane(hl), hh: plane(hh) }];
}
