import type { PoolOptions } from '../../../harness/networks/ops.ts';
import { count, poolShape } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** The largest value of each window. */
export function maximised(x: Exact, options: PoolOptions): Exact {
  return pooled(x, options, Number.NEGATIVE_INFINITY, Math.max, (most) => most);
}

/** The mean of each window over its pixels inside the image. */
export function averaged(x: Exact, options: PoolOptions): Exact {
  return pooled(
    x,
    options,
    0,
    (sum, value) => sum + value,
    (sum, pixels) => sum / pixels,
  );
}

function pooled(
  x: Exact,
  options: PoolOptions,
  start: number,
  take: (state: number, value: number) => number,
  end: (state: number, pixels: number) => number,
): Exact {
  const shape = poolShape('pool', x.shape, options);
  const [rows, columns] = shape.slice(2) as [number, number];
  const [height, width] = x.shape.slice(2) as [number, number];
  const { size, stride, padding } = options;
  const data = new Float64Array(count(shape));
  for (let at = 0; at < data.length; at++) {
    const plane = Math.floor(at / (rows * columns)) * height * width;
    const top = (Math.floor(at / columns) % rows) * stride - padding.top;
    const left = (at % columns) * stride - padding.left;
    let state = start;
    let pixels = 0;
    for (let y = Math.max(top, 0); y < Math.min(top + size, height); y++) {
      for (let i = Math.max(left, 0); i < Math.min(left + size, width); i++) {
        state = take(state, x.data[plane + y * width + i]!);
        pixels++;
      }
    }
    data[at] = end(state, pixels);
  }
  return { shape, data };
}
