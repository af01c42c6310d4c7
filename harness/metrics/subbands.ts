import { type HaarPyramid, haar, type Plane } from '../numeric/haar.ts';
import type { Image } from '../numeric/image.ts';

/** A subband by the release's name, such as LL3 or HH1: its coefficients, one plane a channel. */
export interface Subband {
  readonly name: string;
  readonly planes: readonly Plane[];
}

/**
 * The Haar subbands of an image, coarsest first: LL3, LH3, HL3, HH3, LH2 ... HH1 for three levels. The names
 * LH, HL, HH stand for PyWavelets' cH, cV, cD, in that order, as in the release.
 * @throws InputError when the image is too small for the levels.
 */
export function subbands({ channels, height, width, data }: Image, levels: number): Subband[] {
  const area = height * width;
  const pyramids = Array.from({ length: channels }, (_, c) =>
    haar({ height, width, data: data.subarray(c * area, (c + 1) * area) }, levels),
  );
  const band = (name: string, plane: (pyramid: HaarPyramid) => Plane): Subband => ({
    name,
    planes: pyramids.map(plane),
  });
  const details = Array.from({ length: levels }, (_, i) => levels - i).flatMap((level) => [
    band(`LH${level}`, (pyramid) => pyramid.levels[level - 1].lh),
    band(`HL${level}`, (pyramid) => pyramid.levels[level - 1].hl),
    band(`HH${level}`, (pyramid) => pyramid.levels[level - 1].hh),
  ]);
  return [band(`LL${levels}`, (pyramid) => pyramid.ll), ...details];
}

/** Sum of the squared coefficients of a subband. */
export function energyOf({ planes }: Subband): number {
  let sum = 0;
  for (const { data } of planes) sum += squares(data);
  return sum;
}

/** The largest absolute coefficient of a subband. */
export function largestOf({ planes }: Subband): number {
  let largest = 0;
  for (const { data } of planes) {
    for (let i = 0; i < data.length; i++) {
      const value = Math.abs(data[i]);
      if (value > largest) largest = value;
    }
  }
  return largest;
}

// Four running sums: one would make every addition wait for the one before.
function squares(data: Float64Array): number {
  const quarters = data.length - (data.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < quarters; i += 4) {
    s0 += data[i] * data[i];
    s1 += data[i + 1] * data[i + 1];
    s2 += data[i + 2] * data[i + 2];
    s3 += data[i + 3] * data[i + 3];
  }
  for (let i = quarters; i < data.length; i++) s0 += data[i] * data[i];
  return s0 + s1 + (s2 + s3);
}
