import { fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * How values of a scanner become values in [0, 1].
 *
 * - `unit`: they are already; anything outside is refused
 * - `bit-depth`: divided by the largest value of so many bits; anything outside is refused
 * - `slice-min-max`: each slice by its own minimum and maximum, as the release does with one of its sets
 * - `volume-min-max`: every slice by the minimum and maximum of its whole volume
 * - `volume-percentile`: by two percentiles of the whole volume, clamped
 */
export type Scaling =
  | { readonly rule: 'unit' | 'slice-min-max' | 'volume-min-max' }
  | { readonly rule: 'bit-depth'; readonly bits: number }
  | { readonly rule: 'volume-percentile'; readonly low: number; readonly high: number };

/**
 * The scaling that a declaration means: a rule's name, or an object with the rule and what it needs.
 * @throws InputError on an unknown rule or key.
 */
export function resolveScaling(declaration: unknown, where: string): Scaling {
  const declared = fields(typeof declaration === 'string' ? { rule: declaration } : declaration, where);
  const rule = declared.oneOf('rule', [
    'unit',
    'bit-depth',
    'slice-min-max',
    'volume-min-max',
    'volume-percentile',
  ]);
  const scaling = ((): Scaling => {
    if (rule === 'bit-depth') return { rule, bits: declared.integer('bits', { atLeast: 1, atMost: 32 }) };
    if (rule !== 'volume-percentile') return { rule };
    const low = declared.number('low', { atLeast: 0, atMost: 100 });
    return { rule, low, high: declared.number('high', { above: low, atMost: 100 }) };
  })();
  declared.end();
  return scaling;
}

/**
 * Slices scaled to [0, 1].
 * @param volume all values of the volume that the slices were taken from, in parts
 * @throws InputError when values lie outside of the range that the rule states, or all are the same where it
 * divides by their range.
 */
export function scaleSlices(
  slices: readonly Image[],
  volume: readonly Float64Array[],
  scaling: Scaling,
  where: string,
): Image[] {
  switch (scaling.rule) {
    case 'unit':
      return slices.map((slice) => scaleWithin(slice, 1, where));
    case 'bit-depth':
      return slices.map((slice) => scaleWithin(slice, 2 ** scaling.bits - 1, where));
    case 'slice-min-max':
      return slices.map((slice) => stretch(slice, range([slice.data]), where));
    case 'volume-min-max': {
      const ends = range(volume);
      return slices.map((slice) => stretch(slice, ends, where));
    }
    case 'volume-percentile': {
      const ends = percentiles(volume, scaling.low, scaling.high);
      return slices.map((slice) => stretch(slice, ends, where));
    }
  }
}

function scaleWithin(slice: Image, peak: number, where: string): Image {
  const outside = slice.data.find((value) => !(value >= 0 && value <= peak));
  if (outside !== undefined) {
    throw new InputError({
      where,
      expected: `values from 0 to ${peak}`,
      got: `${outside}`,
      remedy: 'declare the scaling that fits the data',
    });
  }
  return { ...slice, data: slice.data.map((value) => value / peak) };
}

function stretch(slice: Image, [low, high]: readonly [number, number], where: string): Image {
  if (!(high > low)) {
    throw new InputError({
      where,
      expected: 'at least two different values to scale between',
      got: `${low} everywhere`,
      remedy: 'leave the empty slices out, or declare another scaling',
    });
  }
  const scale = high - low;
  return { ...slice, data: slice.data.map((value) => Math.min(1, Math.max(0, (value - low) / scale))) };
}

function range(parts: readonly Float64Array[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      if (part[i] < low) low = part[i];
      if (part[i] > high) high = part[i];
    }
  }
  return [low, high];
}

/** Linear between the two nearest order statistics, NumPy's default. */
function percentiles(parts: readonly Float64Array[], ...percents: [number, number]): [number, number] {
  const sorted = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    sorted.set(part, at);
    at += part.length;
  }
  sorted.sort();
  return percents.map((percent) => {
    const position = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(position);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }) as [number, number];
}
