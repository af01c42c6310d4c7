import type { Conv2dOptions } from '../../../harness/networks/ops.ts';
import { conv2dShape, count } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** Cross-correlation by its definition, one kernel position at a time. */
export function convolved(x: Exact, weight: Exact, bias: Exact | null, options: Conv2dOptions): Exact {
  const shape = conv2dShape('conv2d', x.shape, weight.shape, bias?.shape ?? null, options);
  const [batch, out, rows, columns] = shape as [number, number, number, number];
  const [, channels, height, width] = x.shape as [number, number, number, number];
  const [, , kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const { stride, padding } = options;
  const data = new Float64Array(count(shape));
  for (let b = 0; b < batch; b++) {
    for (let o = 0; o < out; o++) {
      const target = (b * out + o) * rows * columns;
      data.fill(bias?.data[o] ?? 0, target, target + rows * columns);
      for (let c = 0; c < channels; c++) {
        for (let i = 0; i < kernelHeight; i++) {
          for (let j = 0; j < kernelWidth; j++) {
            addTap(c, i, j, b, o, target);
          }
        }
      }
    }
  }
  return { shape, data };

  function addTap(c: number, i: number, j: number, b: number, o: number, target: number): void {
    const tap = weight.data[((o * channels + c) * kernelHeight + i) * kernelWidth + j]!;
    const source = (b * channels + c) * height * width;
    // The columns whose pixel lies inside the image.
    const first = Math.max(0, Math.ceil((padding.left - j) / stride));
    const last = Math.min(columns - 1, Math.floor((width - 1 + padding.left - j) / stride));
    for (let row = 0; row < rows; row++) {
      const y = row * stride + i - padding.top;
      if (y < 0 || y >= height) continue;
      const from = source + y * width + j - padding.left;
      const to = target + row * columns;
      for (let column = first; column <= last; column++)
        data[to + column]! += tap * x.data[from + column * stride]!;
    }
  }
}
