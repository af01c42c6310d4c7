import type { Ops, Padding, Shape } from '../../../networks/ops.ts';
import type { Graph, GraphValue } from './graph.ts';
import { windowed } from './windowed.ts';

type Four = readonly [number, number, number, number];

/**
 * The gradient by the weight of a convolution of stride 1 as one product of two matrices. The samples' images
 * lie one after the other as one line of pixels, row after row. The image is laid down once for each row of the
 * kernel, a row apart, `dy` once for each column, a pixel apart and without the pixels that this column reaches
 * from beyond a row's end. Together they meet at all taps, with no more copies than the kernel has rows and
 * columns.
 */
export function weightGradient(
  { node }: Graph,
  ops: Ops<GraphValue>,
  dy: GraphValue,
  x: GraphValue,
  weight: Shape,
  { top, left }: Padding,
): GraphValue {
  const [out, channels, rows, columns] = weight as Four;
  const [batch, , height, width] = x.shape as Four;
  const [, , high, wide] = dy.shape as Four;
  const line = Math.max(width, wide);
  // As many rows of zeros part two samples as a tap reaches over an image's upper or lower edge.
  const each = Math.max(height + Math.max(top, high + rows - 1 - top - height), high);
  const pixels = batch * each * line;
  const begin = Math.max((rows - 1 - top) * line, left);
  const length = Math.max(begin + top * line, begin + columns - 1 - left) + pixels;

  const images = inOneLine(ops, x, each, line);
  const upstream = inOneLine(ops, dy, each, line);
  const copies = Array.from({ length: rows }, (_, i) => ({
    at: begin - (i - top) * line,
    pixels: ops.reshape(images, [channels, pixels]),
  }));
  const masked = Array.from({ length: columns }, (_, j) => {
    const reach = j - left;
    const inside = reach >= 0 && wide + reach <= line;
    const kept = inside ? upstream : ops.mul(upstream, columnsInside(ops, reach, each, line));
    return { at: begin + reach, pixels: ops.reshape(kept, [out, pixels]) };
  });
  const [ofUpstream, ofImage] = [laidDown(ops, masked, length), laidDown(ops, copies, length)];
  const shape = [out * columns, channels * rows];
  const products = node('Gemm', [ofUpstream.name, ofImage.name], shape, { transB: 1 });
  const taps = ops.transpose(ops.reshape(products, [out, columns, channels * rows]), [0, 2, 1]);
  return ops.reshape(taps, weight);
}

/** `[B, C, H, W]` as `[C, B, each line]`: zeros follow each row and each image. */
function inOneLine(ops: Ops<GraphValue>, x: GraphValue, each: number, line: number): GraphValue {
  const [batch, channels] = x.shape as Four;
  const planes = ops.transpose(x, [1, 0, 2, 3]);
  const image = windowed(ops, windowed(ops, planes, 3, 0, line), 2, 0, each);
  return ops.reshape(image, [channels, batch, each * line]);
}

/** Ones at the pixels from which a step of `reach` stays in the row. */
function columnsInside(ops: Ops<GraphValue>, reach: number, each: number, line: number): GraphValue {
  const mask = Float64Array.from({ length: each * line }, (_, at) => {
    const column = (at % line) + reach;
    return column >= 0 && column < line ? 1 : 0;
  });
  return ops.constant(mask, [each * line]);
}

/** Copies `[C, L]` as rows `[C n, length]`, each beginning at its place, zeros around them. */
function laidDown(
  ops: Ops<GraphValue>,
  copies: readonly { readonly at: number; readonly pixels: GraphValue }[],
  length: number,
): GraphValue {
  const [planes, size] = copies[0]!.pixels.shape as [number, number];
  const zeros = (gap: number) =>
    gap > 0 ? [ops.constant(new Float64Array(planes * gap), [planes, gap])] : [];
  const parts: GraphValue[] = [];
  let end = 0;
  for (const [i, { at, pixels }] of copies.entries()) {
    parts.push(...zeros(i * length + at - end), pixels);
    end = i * length + at + size;
  }
  parts.push(...zeros(copies.length * length - end));
  const joined = parts.length === 1 ? parts[0]! : ops.concat(parts, 1);
  return ops.reshape(joined, [planes * copies.length, length]);
}
