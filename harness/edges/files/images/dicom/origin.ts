import type { Elements } from './elements.ts';
import { decimalOf, decimalsOf, textOf } from './values.ts';

/** Whose image a DICOM file holds, of which series, and where it lies in it. */
export interface DicomOrigin {
  readonly patient: string | null;
  /** SeriesInstanceUID. */
  readonly series: string | null;
  readonly instance: number | null;
  /** The direction across the image, of length 1, and how far along it the image lies, in mm. */
  readonly position: { readonly normal: readonly number[]; readonly along: number } | null;
}

/** What a file says of its place among others (DICOM PS3.3, C.7.1.1, C.7.3.1, C.7.6.1 and C.7.6.2). */
export function originOf(elements: Elements): DicomOrigin {
  const instance = decimalOf(elements, 0x00200013);
  return {
    patient: textOf(elements, 0x00100020) ?? null,
    series: textOf(elements, 0x0020000e) ?? null,
    instance: instance !== undefined && Number.isFinite(instance) ? instance : null,
    position: positionOf(elements),
  };
}

/** The normal is the cross product of the directions of the rows and of the columns (C.7.6.2.1.1). */
function positionOf(elements: Elements): DicomOrigin['position'] {
  const corner = decimalsOf(elements, 0x00200032);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, ...more] = decimalsOf(elements, 0x00200037);
  const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
  const length = Math.hypot(...normal);
  if (corner.length !== 3 || more.length > 0 || !(length > 0)) return null;
  const along = normal.reduce((sum, part, i) => sum + (part / length) * corner[i]!, 0);
  return Number.isFinite(along) ? { normal: normal.map((part) => part / length), along } : null;
}
