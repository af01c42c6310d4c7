import { createImage, type Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';

/** Values on three axes; the first varies fastest, as NIfTI stores them. */
export interface Volume {
  readonly size: readonly [number, number, number];
  readonly data: Float64Array;
}

export type Axis = 0 | 1 | 2;

/**
 * The slice `[1, H, W]` across an axis. Rows and columns are the two axes that remain, in their order, as
 * NumPy's `volume[:, :, index]` has them for axis 2.
 * @throws InputError when there is no such slice.
 */
export function sliceOf(volume: Volume, axis: Axis, index: number, where: string): Image {
  const { size, data } = volume;
  if (!Number.isInteger(index) || index < 0 || index >= size[axis]) {
    throw new InputError({
      where,
      expected: `a slice from 0 to ${size[axis] - 1} across axis ${axis}`,
      got: `${index}`,
      remedy: 'choose a slice that is there',
    });
  }
  const strides = [1, size[0], size[0] * size[1]];
  const [rowAxis, columnAxis] = [0, 1, 2].filter((other) => other !== axis);
  const image = createImage(1, size[rowAxis], size[columnAxis]);
  const start = index * strides[axis];
  for (let y = 0, i = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++, i++) {
      image.data[i] = data[start + y * strides[rowAxis] + x * strides[columnAxis]];
    }
  }
  return image;
}
