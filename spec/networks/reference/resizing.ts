import { count } from '../../../harness/networks/shapes.ts';
import type { Exact } from './exact.ts';

/** Every pixel repeated `factor` times in both directions. */
export function repeated(x: Exact, factor: number): Exact {
  return sampled(
    x,
    x.shape[2]! * factor,
    x.shape[3]! * factor,
    (i) => ({ low: Math.floor(i / factor), high: Math.floor(i / factor), part: 0 }),
    (i) => ({ low: Math.floor(i / factor), high: Math.floor(i / factor), part: 0 }),
  );
}

/** Bilinear interpolation without antialiasing. */
export function bilinear(x: Exact, height: number, width: number, halfPixels: boolean): Exact {
  const along = (from: number, to: number) => (i: number) => {
    const at = halfPixels ? ((i + 0.5) * from) / to - 0.5 : (i * from) / to;
    const inside = Math.min(Math.max(at, 0), from - 1);
    const low = Math.floor(inside);
    return { low, high: Math.min(low + 1, from - 1), part: inside - low };
  };
  return sampled(x, height, width, along(x.shape[2]!, height), along(x.shape[3]!, width));
}

/** Where a pixel of the result reads from: two neighbours, and the second one's part. */
interface Source {
  readonly low: number;
  readonly high: number;
  readonly part: number;
}

function sampled(
  x: Exact,
  height: number,
  width: number,
  row: (i: number) => Source,
  column: (i: number) => Source,
): Exact {
  const [batch, channels, fromHeight, fromWidth] = x.shape as [number, number, number, number];
  const shape = [batch, channels, height, width];
  const data = new Float64Array(count(shape));
  const columns = Array.from({ length: width }, (_, i) => column(i));
  for (let at = 0; at < data.length; at++) {
    const plane = Math.floor(at / (height * width)) * fromHeight * fromWidth;
    const { low, high, part } = row(Math.floor(at / width) % height);
    const left = columns[at % width]!;
    const line = (y: number) => {
      const start = plane + y * fromWidth;
      return x.data[start + left.low]! * (1 - left.part) + x.data[start + left.high]! * left.part;
    };
    data[at] = line(low) * (1 - part) + line(high) * part;
  }
  return { shape, data };
}
