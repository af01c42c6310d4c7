import type { Stream } from '../../numeric/stream.ts';
import { between } from './phantom.ts';
import { bandNoise } from './spectral-field.ts';

/** Where each pixel lies in a subject's own coordinates, which run over about [-1, 1]; y points down. */
export interface Frame {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** How far subjects differ in place and shape. */
export interface Pose {
  /** Largest rotation in degrees. */
  readonly rotation: number;
  /** Largest relative change of size. */
  readonly scale: number;
  /** Largest shift along each axis. */
  readonly shift: number;
  /** Standard deviation of a smooth deformation. */
  readonly warp: number;
  /** Its highest frequency, in cycles over the field of view. */
  readonly smoothness: number;
}

/** A subject's frame: a drawn rotation, size and shift, and a smooth deformation. */
export function drawFrame(draws: Stream, texture: Stream, size: number, pose: Pose): Frame {
  const angle = (between(draws, -pose.rotation, pose.rotation) * Math.PI) / 180;
  const scale = 1 + between(draws, -pose.scale, pose.scale);
  const shiftX = between(draws, -pose.shift, pose.shift);
  const shiftY = between(draws, -pose.shift, pose.shift);
  const warp = bandNoise(texture, size, { low: 0.32, high: pose.smoothness });
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  const x = new Float64Array(size * size);
  const y = new Float64Array(size * size);
  for (let row = 0, i = 0; row < size; row++) {
    const v = ((row + 0.5) / size) * 2 - 1;
    for (let column = 0; column < size; column++, i++) {
      const u = ((column + 0.5) / size) * 2 - 1;
      x[i] = cos * u + sin * v + shiftX + pose.warp * warp.a[i];
      y[i] = cos * v - sin * u + shiftY + pose.warp * warp.b[i];
    }
  }
  return { x, y };
}
