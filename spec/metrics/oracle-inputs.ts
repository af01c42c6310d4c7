import { readFileSync } from 'node:fs';
import { createImage, type Image } from '../../harness/numeric/image.ts';

/** What an oracle's input is made from; golden/oracles/metrics_inputs.py says how. */
export interface Case {
  readonly seed: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly kind: 'noise' | 'bytes' | 'blocks' | 'ramp' | 'binary' | 'flat';
  readonly relation: 'noise' | 'shift' | 'scale' | 'invert' | 'equal';
  readonly amount: number;
  readonly range: number;
}

/** A number of an oracle; JSON has no infinities. */
export type Printed = number | 'Infinity' | '-Infinity';

/** The cases of golden/oracles/<topic>.json. */
export function oracle<T>(topic: string): T[] {
  const url = new URL(`../../golden/oracles/${topic}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: T[] }).cases;
}

/** The first n draws in [0, 1) of the oracles' generator. */
export function draws(seed: number, n: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: n }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  });
}

/** The image of a case and its reference. */
export function pairOf(given: Case): { image: Image; reference: Image } {
  const { seed, channels, height, width, relation, amount, range } = given;
  const r = referenceOf(given);
  const u = relation === 'noise' ? draws(seed + 1, r.length) : r;
  const made = {
    equal: () => r.slice(),
    invert: () => r.map((value) => 1 - value),
    shift: () => r.map((value) => value + amount),
    scale: () => r.map((value) => value * amount),
    noise: () => r.map((value, i) => value + amount * (u[i] - 0.5)),
  }[relation]();
  const scaled = (data: Float64Array) =>
    createImage(
      channels,
      height,
      width,
      data.map((value) => value * range),
    );
  return { image: scaled(made), reference: scaled(r) };
}

function referenceOf({ kind, seed, channels, height, width }: Case): Float64Array {
  const length = channels * height * width;
  const position = (i: number) => ({
    c: Math.floor(i / (height * width)),
    y: Math.floor(i / width) % height,
    x: i % width,
  });
  if (kind === 'flat') return new Float64Array(length).fill(draws(seed, 1)[0]);
  if (kind === 'ramp') {
    return new Float64Array(length).map((_, i) => {
      const { c, y, x } = position(i);
      return ((3 * x + 5 * y + 7 * c) % 256) / 255;
    });
  }
  if (kind === 'blocks') {
    const [rows, columns] = [Math.ceil(height / 8), Math.ceil(width / 8)];
    const blocks = draws(seed, channels * rows * columns);
    return new Float64Array(length).map((_, i) => {
      const { c, y, x } = position(i);
      return blocks[(c * rows + (y >> 3)) * columns + (x >> 3)];
    });
  }
  const u = draws(seed, length);
  if (kind === 'bytes') return u.map((value) => Math.floor(256 * value) / 255);
  return kind === 'binary' ? u.map((value) => (value >= 0.5 ? 1 : 0)) : u;
}
