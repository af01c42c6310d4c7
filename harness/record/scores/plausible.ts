import { knownNumber } from '../../metrics/known-number.ts';

/** A value that no measurement gives, and why. */
export interface Implausible {
  readonly at: number;
  readonly why: string;
}

/** The least and greatest value of scores that have one, by the metric's name. */
const ranges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  ssim: [-1, 1],
  'ms-ssim': [0, 1],
  'region-ssim': [-1, 1],
  lpips: [0, Number.POSITIVE_INFINITY],
  mae: [0, Number.POSITIVE_INFINITY],
  mse: [0, Number.POSITIVE_INFINITY],
  frechet: [0, Number.POSITIVE_INFINITY],
  'log-power-distance': [0, Number.POSITIVE_INFINITY],
};
/** Single precision may leave a score of 1 a hair above it. */
const ROUNDING = 1e-6;
const shares = ['hallucinated', 'lost'];

/**
 * Values of a score that are no measurements: outside of what the metric can give, or a number that stands for
 * "missing" (-1, -999, 9999 ...) far from all others.
 * @param name as `knownNumber` takes it
 */
export function implausibleValues(name: string, values: Float64Array): readonly Implausible[] {
  const known = knownNumber(name);
  const part = known?.part ?? name;
  const [low, high] = shares.includes(part)
    ? [0, 1]
    : ((known && ranges[known.metric]) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const isSentinel = sentinelsAmong(values);
  const found: Implausible[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (value < low - ROUNDING || value > high + ROUNDING)
      found.push({ at, why: `${value} is outside of what ${name} can be, ${low} to ${high}` });
    else if (isSentinel(value)) found.push({ at, why: `${value} stands for a missing value` });
  }
  return found;
}

const sentinel = /^(?:-1|-?9{2,}(?:\.9+)?|-?1(?:0{9,}|e\+\d+))$/;
/** Of fewer values nothing says where most of them lie. */
const LEAST = 8;

/** Tells numbers that people write for "missing", at more than ten times the spread of the middle half from it. */
function sentinelsAmong(values: Float64Array): (value: number) => boolean {
  if (values.length < LEAST) return () => false;
  const sorted = Float64Array.from(values).sort();
  const quarter = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const [low, high] = [quarter(0.25), quarter(0.75)];
  const spread = high - low || Math.abs(high) * 0.01;
  return (value) => (value < low - 10 * spread || value > high + 10 * spread) && sentinel.test(String(value));
}
