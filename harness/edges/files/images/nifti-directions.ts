import type { Directions, Vector } from './world-plane.ts';

/** Where a version of the format has its fields, and how wide its numbers are. */
const layouts = {
  1: { bytes: 4, pixdim: 76, qform: 252, quatern: 256, srow: 280, short: true },
  2: { bytes: 8, pixdim: 104, qform: 344, quatern: 352, srow: 400, short: false },
} as const;

/**
 * Where a step along each stored axis leads, by the header's matrix (sform), else its quaternion (qform), else the
 * size of voxels alone with the first axis to the left, as nibabel reads them.
 */
export function niftiDirections(header: Uint8Array, littleEndian: boolean): Directions {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const { bytes, short, ...at } = layouts[view.getInt32(0, littleEndian) === 540 ? 2 : 1];
  const number = (offset: number) =>
    bytes === 4 ? view.getFloat32(offset, littleEndian) : view.getFloat64(offset, littleEndian);
  const code = (index: number) =>
    short
      ? view.getInt16(at.qform + 2 * index, littleEndian)
      : view.getInt32(at.qform + 4 * index, littleEndian);
  const column = (entry: (row: number, column: number) => number): Directions => {
    const of = (c: number): Vector => [entry(0, c), entry(1, c), entry(2, c)];
    return [of(0), of(1), of(2)];
  };
  if (code(1) > 0) return column((row, c) => number(at.srow + (4 * row + c) * bytes));
  const size = (axis: number) => number(at.pixdim + (axis + 1) * bytes) || 1;
  if (code(0) <= 0) return column((row, c) => (row === c ? (row === 0 ? -size(0) : size(c)) : 0));
  const [b, c, d] = [0, 1, 2].map((i) => number(at.quatern + i * bytes));
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  const rotation = [
    [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
    [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
    [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
  ];
  const handed = number(at.pixdim) < 0 ? -1 : 1;
  return column((row, col) => rotation[row][col] * size(col) * (col === 2 ? handed : 1));
}
