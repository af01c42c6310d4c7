import { InputError } from '../numeric/input-error.ts';
import { type CountedValues, orderedValues } from './counted-values.ts';
import type { Scaling } from './scaling-rule.ts';

/** A mapping of values to [0, 1]. */
export interface Mapping {
  /** The rule in words. */
  readonly rule: string;
  /** The values that become 0 and 1; null where the mapping is no straight line. */
  readonly ends: readonly [number, number] | null;
  /** What becomes of values beyond the ends. */
  readonly beyond: 'clamped' | 'refused';
  /** Values that were left out when the ends were looked for. */
  readonly padding: readonly [number, number] | null;
  /** @throws InputError for values beyond the ends, where these are refused. */
  apply(data: Float64Array, where: string): Float64Array;
}

/** All values of a volume, in parts or counted. */
export type VolumeValues = readonly Float64Array[] | CountedValues;

/** The values that a rule looks at. */
export interface Looked {
  readonly slice?: Float64Array;
  readonly volume: VolumeValues;
  /** Left out, both ends. */
  readonly padding?: readonly [number, number];
}

/** @throws InputError when all values are the same where the rule divides by their range. */
export function mappingOf(scaling: Scaling, looked: Looked, where: string): Mapping {
  const { volume, padding } = looked;
  const slice = looked.slice ? [looked.slice] : volume;
  const between = (rule: string, ends: readonly [number, number]) =>
    clamping(rule, assertApart(ends, where), padding ?? null);
  switch (scaling.rule) {
    case 'unit':
      return refusing('values in [0, 1], as they are', 1);
    case 'bit-depth':
      return refusing(`divided by the largest value of ${scaling.bits} bits`, 2 ** scaling.bits - 1);
    case 'slice-min-max':
      return between('minimum to maximum of the image', range(slice, padding));
    case 'volume-min-max':
      return between('minimum to maximum of the volume', range(volume, padding));
    case 'slice-percentile':
    case 'volume-percentile': {
      const { low, high } = scaling;
      const whole = scaling.rule === 'volume-percentile';
      const ends = percentiles(whole ? volume : slice, [low, high], padding);
      return between(`percentiles ${low} to ${high} of the ${whole ? 'volume' : 'image'}`, ends);
    }
    case 'range':
      return clamping(
        scaling.name ?? 'the given range',
        assertApart([scaling.low, scaling.high], where),
        null,
      );
  }
}

/** From one value to another, clamped. @param padding what was left out when the ends were looked for */
export function clamping(
  rule: string,
  ends: readonly [number, number],
  padding: readonly [number, number] | null,
): Mapping {
  const [low, high] = ends;
  const scale = high - low;
  // A window of one value is a step above it.
  const at = (value: number) => (scale === 0 ? Number(value > low) : (value - low) / scale);
  return {
    rule,
    ends,
    beyond: 'clamped',
    padding,
    apply: (data) => clamped(data, at),
  };
}

// A loop of its own: `map` with its calls takes five times as long.
function clamped(data: Float64Array, at: (value: number) => number): Float64Array {
  const result = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = at(data[i]);
    result[i] = value > 0 ? (value < 1 ? value : 1) : Number.isNaN(value) ? value : 0;
  }
  return result;
}

function refusing(rule: string, peak: number): Mapping {
  return {
    rule,
    ends: [0, peak],
    beyond: 'refused',
    padding: null,
    apply(data, where) {
      const outside = data.find((value) => !(value >= 0 && value <= peak));
      if (outside === undefined) return data.map((value) => value / peak);
      const remedy = 'name the scaling that fits the data';
      throw new InputError({ where, expected: `values from 0 to ${peak}`, got: `${outside}`, remedy });
    },
  };
}

function assertApart(ends: readonly [number, number], where: string): readonly [number, number] {
  const [low, high] = ends;
  if (high > low) return ends;
  throw new InputError({
    where,
    expected: 'at least two different values to scale between',
    got: Number.isFinite(low) ? `${low} everywhere` : 'padding alone',
    remedy: 'leave the empty slices out, or declare another scaling',
  });
}

function range(values: VolumeValues, padding?: readonly [number, number]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const part of partsOf(values)) {
    for (let i = 0; i < part.length; i++) {
      const value = part[i];
      if (padding && value >= padding[0] && value <= padding[1]) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** By NumPy's default, linear between the two nearest order statistics. */
function percentiles(
  values: VolumeValues,
  percents: readonly [number, number],
  padding?: readonly [number, number],
): [number, number] {
  const keep = (value: number) => !padding || value < padding[0] || value > padding[1];
  const { length, at } = isCounted(values) ? orderedValues(values, keep) : sorted(values, keep);
  if (length === 0) return [Number.NaN, Number.NaN];
  const percentile = (percent: number) => {
    const position = (percent / 100) * (length - 1);
    const below = Math.floor(position);
    const value = at(below);
    return position === below ? value : value + (position - below) * (at(below + 1) - value);
  };
  return [percentile(percents[0]), percentile(percents[1])];
}

function sorted(parts: readonly Float64Array[], keep: (value: number) => boolean) {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let length = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) if (keep(part[i])) all[length++] = part[i];
  }
  const ordered = all.subarray(0, length).sort();
  return { length, at: (index: number) => ordered[index] };
}

function isCounted(values: VolumeValues): values is CountedValues {
  return !Array.isArray(values);
}

function partsOf(values: VolumeValues): readonly Float64Array[] {
  return isCounted(values) ? [Float64Array.from(values.keys())] : values;
}
