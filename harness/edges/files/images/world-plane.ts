import { createImage, type Image } from '../../../numeric/image.ts';
import type { Axis, Volume } from './volume.ts';

/** The planes of the body. */
export const planes = ['sagittal', 'coronal', 'axial'] as const;
export type Plane = (typeof planes)[number];

/** The three columns of a matrix from voxels to millimetres: to the right, to the front, to the head. */
export type Directions = readonly [Vector, Vector, Vector];
export type Vector = readonly [number, number, number];

/** A volume that knows how it lies in the body. */
export interface OrientedVolume extends Volume {
  /** Where a step along each stored axis leads. */
  readonly directions: Directions;
}

/**
 * A slice of a plane of the body, whatever the order of the stored axes; in an oblique volume across the axis that is
 * nearest. Slices count from the left to the right, from the back to the front, from the feet to the head. They lie as
 * radiologists see them: the front (in axial ones) or the head on top, the patient's right, or front, at the left.
 */
export function planeOf(volume: OrientedVolume, plane: Plane, index: number): Image {
  const world = worldAxes(volume.directions);
  const { size, data } = volume;
  const strides = [1, size[0], size[0] * size[1]];
  // Along an axis of the image: its stored axis, first element and step, toward the given end of the body.
  const along = (body: 0 | 1 | 2, toward: 1 | -1) => {
    const { axis, sign } = world[body];
    const ahead = sign === toward;
    return {
      count: size[axis],
      start: ahead ? 0 : (size[axis] - 1) * strides[axis],
      step: ahead ? strides[axis] : -strides[axis],
    };
  };
  const across = planes.indexOf(plane) as Axis;
  const through = along(across, 1);
  const rows = plane === 'axial' ? along(1, -1) : along(2, -1);
  const columns = plane === 'sagittal' ? along(1, -1) : along(0, -1);
  const image = createImage(1, rows.count, columns.count);
  const start = through.start + index * through.step + rows.start + columns.start;
  for (let y = 0, i = 0; y < rows.count; y++) {
    for (let x = 0; x < columns.count; x++, i++)
      image.data[i] = data[start + y * rows.step + x * columns.step];
  }
  return image;
}

/** Slices of a plane that a volume has. */
export function slicesOf({ size, directions }: OrientedVolume, plane: Plane): number {
  return size[worldAxes(directions)[planes.indexOf(plane)].axis];
}

interface WorldAxis {
  readonly axis: Axis;
  readonly sign: 1 | -1;
}

/**
 * The stored axis that is nearest to each axis of the body (right, front, head), each taken once, the clearest
 * first, as nibabel's `io_orientation` does.
 */
function worldAxes(directions: Directions): readonly [WorldAxis, WorldAxis, WorldAxis] {
  const pairs = directions.flatMap((direction, axis) => {
    const length = Math.hypot(...direction) || 1;
    return direction.map((component, body) => ({ axis: axis as Axis, body, part: component / length }));
  });
  pairs.sort((a, b) => Math.abs(b.part) - Math.abs(a.part));
  const found: WorldAxis[] = [];
  const taken = new Set<Axis>();
  for (const { axis, body, part } of pairs) {
    if (found[body] || taken.has(axis)) continue;
    found[body] = { axis, sign: part < 0 ? -1 : 1 };
    taken.add(axis);
  }
  return found as unknown as readonly [WorldAxis, WorldAxis, WorldAxis];
}
