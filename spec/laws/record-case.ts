import { type Stream, stream } from '../../harness/numeric/stream.ts';
import type { FigureKind, PrintedRecord } from '../../harness/record/record.ts';

/** Printed values by id; a count is marked by its kind. */
export type Values = Readonly<Record<string, string | { readonly text: string; readonly kind: FigureKind }>>;

/** True figures, printed, with a check that holds of them; and figures on which the check must not hold. */
export interface Case {
  readonly values: Values;
  readonly with: Readonly<Record<string, unknown>>;
  /** Values in which an error was planted, large enough for the rule to see it. */
  readonly planted: Readonly<Record<string, string>>;
}

/** Random cases of a rule. */
export interface RuleCases {
  readonly rule: string;
  draw(random: Draw): Case;
}

/** Random numbers in the shapes that printed figures have. */
export interface Draw extends Stream {
  between(low: number, high: number): number;
  integer(low: number, high: number): number;
  list(length: number, low: number, high: number): number[];
}

/** A named source of cases. */
export function drawFrom(seed: number, ...names: string[]): Draw {
  const source = stream(seed, ...names);
  const between = (low: number, high: number) => low + (high - low) * source.uniform();
  return {
    ...source,
    between,
    integer: (low, high) => low + source.below(high - low + 1),
    list: (length, low, high) => Array.from({ length }, () => between(low, high)),
  };
}

/** A count, which no rounding touched. */
export function count(n: number): { text: string; kind: FigureKind } {
  return { text: String(n), kind: 'count' };
}

/** Printed values under ids v0, v1, ... */
export function numbered(values: readonly number[], digits: number, stem = 'v'): Record<string, string> {
  return Object.fromEntries(values.map((value, i) => [`${stem}${i}`, value.toFixed(digits)]));
}

/** A record of one check. */
export function recordOf(
  rule: string,
  { values, with: options }: Pick<Case, 'values' | 'with'>,
): PrintedRecord {
  return {
    title: 'case',
    document: { uri: 'https://example.org', title: 'case' },
    tables: [],
    figures: Object.entries(values).map(([id, value]) => ({
      id,
      place: 'case',
      source: 'other',
      ...(typeof value === 'string'
        ? { kind: 'number', printed: value }
        : { kind: value.kind, printed: value.text }),
    })),
    checks: [{ id: 'case', rule, statement: 'case', with: options }],
  };
}
