import type { ScaleRule } from './scaling-rule.ts';

/** The language of `--scale`, for helps and messages. */
export const scaleRulesMeant =
  'auto, unit, minmax, minmax-volume, pLOW-HIGH (as p0.5-99.5; pLOW-HIGH-slice), window, window=CENTRE,WIDTH, bits, bits=N or LOW..HIGH';

/** The same in declarations, which read no header. */
export const declaredRulesMeant =
  'unit, slice-min-max, volume-min-max, pLOW-HIGH (as p0.5-99.5; pLOW-HIGH-slice), window=CENTRE,WIDTH, bits=N or LOW..HIGH';

/** The rule that a text names; undefined where it names none. */
export function parseScaleRule(text: string): ScaleRule | undefined {
  if (Object.hasOwn(plain, text)) return plain[text];
  const [, first, second] = patterns.map((pattern) => pattern.exec(text)).find(Boolean) ?? [];
  const [a, b] = [Number(first), Number(second)];
  if (/^p/.test(text) && a >= 0 && b > a && b <= 100) {
    return { rule: text.endsWith('-slice') ? 'slice-percentile' : 'volume-percentile', low: a, high: b };
  }
  if (/^window=/.test(text) && b > 0) return { rule: 'range', low: a - b / 2, high: a + b / 2 };
  if (/^window\d/.test(text) && a >= 1) return { rule: 'header-window', nth: a };
  if (/^bits=/.test(text) && a >= 1 && a <= 32) return { rule: 'bit-depth', bits: a };
  return /\.\./.test(text) && b > a ? { rule: 'range', low: a, high: b } : undefined;
}

const plain: Readonly<Record<string, ScaleRule>> = {
  auto: { rule: 'auto' },
  unit: { rule: 'unit' },
  minmax: { rule: 'slice-min-max' },
  'slice-min-max': { rule: 'slice-min-max' },
  'minmax-volume': { rule: 'volume-min-max' },
  'volume-min-max': { rule: 'volume-min-max' },
  window: { rule: 'header-window' },
  bits: { rule: 'stored-range' },
};

const number = String.raw`([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)`;

/** Percentiles, a window, one of several windows, bits, a range. */
const patterns: readonly RegExp[] = [
  /^p(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)(?:-slice)?$/,
  new RegExp(`^window=${number},${number}$`),
  /^window(\d)$/,
  /^bits=(\d+)$/,
  new RegExp(`^${number}\\.\\.${number}$`),
];
