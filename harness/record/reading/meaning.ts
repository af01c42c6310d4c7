import type { FigureKind } from '../record.ts';
import type { CellNumber } from './cell.ts';
import type { Mark } from './document.ts';
import { type Measure, measureOf } from './measures.ts';

/** What a number of a cell is beside its main one, once the headings have been heard. */
export type Role =
  | 'value'
  | 'sd'
  | 'se'
  | 'spread'
  | 'low'
  | 'high'
  | 'change'
  | 'count'
  | 'of'
  | 'percent'
  | 'parenthesis';

/** What two numbers that enclose a value are. */
export type Enclosure = 'ci' | 'iqr' | 'range' | 'interval';

/** A number of a cell with its meaning. */
export interface Meaning {
  readonly role: Role;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly kind: FigureKind;
  readonly unit: string;
  readonly measure?: Measure;
  /** Of `low` and `high`. */
  readonly enclosure?: Enclosure;
}

/** What is said around a cell, from the nearest to the farthest: column, row, headings between rows, caption. */
export interface Surroundings {
  readonly column: string;
  readonly row: string;
  readonly groups: readonly string[];
  readonly caption: string;
  /** Whether the numbers that stand in this place in their cells are too large for proportions, and so per cent. */
  inPercent(at: number): boolean;
  /** A measure that the caption alone names. */
  readonly besides?: Measure;
}

/** Reads the numbers of a cell in the light of its headings. */
export function meaningsOf(numbers: readonly CellNumber[], around: Surroundings): readonly Meaning[] {
  const measures = measuresOf(numbers, around);
  const main = numbers[0];
  const slashed = numbers.some(({ part }) => part === 'other');
  if (slashed && measures.length < numbers.length) {
    if (numbers.length === 2 && numbers.every(({ text }) => /^\d[\d,]*$/.test(text)))
      return numbers.map((one, at) => plain(one, at === 0 ? 'count' : 'of', 'count', undefined));
    return numbers.map((one) => plain(one, 'value', kindOf(one, undefined, around, 0), undefined));
  }
  if (slashed) {
    return numbers.map((one, at) => plain(one, 'value', kindOf(one, measures[at], around, at), measures[at]));
  }
  const measure = measures[0];
  const kind = kindOf(main, measure, around, 0);
  return numbers.map((one): Meaning => {
    switch (one.part) {
      case 'spread':
        return plain(one, said(around, spreads) ?? 'spread', 'number', measure);
      case 'parenthesis':
        return inParentheses(main, one, around, measure, kind);
      case 'low':
      case 'high':
        return { ...plain(one, one.part, kind, measure), enclosure: said(around, enclosures) ?? 'interval' };
      case 'change':
        return plain(one, 'change', 'number', measure);
      case 'count':
      case 'of':
        return plain(one, one.part, 'count', measure);
      case 'percent':
        return plain(one, 'percent', 'percent', measure);
      default:
        return numbers.some(({ part }) => part === 'parenthesis') && isShare(main, numbers[1], around)
          ? plain(one, 'count', 'count', measure)
          : plain(one, 'value', kind, measure);
    }
  });
}

function inParentheses(
  main: CellNumber,
  one: CellNumber,
  around: Surroundings,
  measure: Measure | undefined,
  kind: FigureKind,
): Meaning {
  if (isShare(main, one, around)) return plain(one, 'percent', 'percent', measure);
  if (one.unit === '%') return plain(one, 'percent', 'percent', measure);
  const role = said(around, spreads);
  return plain(one, role ?? 'parenthesis', role === undefined ? kind : 'number', measure);
}

/** Whether a whole number is a count and what follows in parentheses its per cent. */
function isShare(main: CellNumber, { unit, text }: CellNumber, around: Surroundings): boolean {
  const whole = /^\d[\d,]*$/.test(main.text) && main.unit === '' && Number(text) <= 100;
  return whole && (unit === '%' || said(around, { share: SHARE, ...spreads }) === 'share');
}

const SHARE = /\b(?:n|no\.?|number|count|frequency)\b[^a-z]*(?:\(\s*%|\/?\s*%)|\(\s*%\s*\)|\(percent/i;
const spreads = {
  sd: /\b(?:s\.?d|std|standard deviations?)\b/i,
  se: /\b(?:s\.?e\.?m?|standard errors?)\b/i,
} as const;
const enclosures = {
  ci: /\bCIs?\b|confidence interval/i,
  iqr: /\bIQR\b|interquartile|\bq1\b/i,
  range: /\brange\b|\bmin\b.*\bmax\b/i,
} as const;

/** What the nearest text that says one of some things says; nothing where it says several. */
function said<Name extends string>(
  around: Surroundings,
  things: Readonly<Record<Name, RegExp>>,
): Name | undefined {
  const names = Object.keys(things) as Name[];
  for (const text of [around.column, around.row, ...around.groups.toReversed(), around.caption]) {
    const found = names.filter((name) => things[name].test(text));
    if (found.length === 1) return found[0];
    if (found.length > 1) return undefined;
  }
  return undefined;
}

/** The measure that the column names, else the row; of `PSNR/SSIM` both. */
function measuresOf(
  numbers: readonly CellNumber[],
  { column, row, groups, besides }: Surroundings,
): readonly Measure[] {
  for (const text of [column, row, ...groups]) {
    const parts = text.split(/[/|]/).map(measureOf);
    if (numbers.length > 1 && parts.length === numbers.length && parts.every((one) => one !== undefined))
      return parts;
    const own = measureOf(text);
    if (own) return [own];
  }
  return besides === undefined ? [] : [besides];
}

function kindOf(
  { text, unit }: CellNumber,
  measure: Measure | undefined,
  { inPercent, column, row }: Surroundings,
  at: number,
): FigureKind {
  const percent =
    unit === '%' ||
    /%/.test(column.replace(/\d+\s?%\s?-?\s?(?:CIs?|confidence)/gi, '')) ||
    (measure === undefined && /%/.test(row) && !SHARE.test(row));
  if (measure === undefined || measure.name === 'difference') return percent ? 'percent' : 'number';
  if (measure.name === 'df' && /^\d+$/.test(text)) return 'count';
  if (measure.kind === 'count') return /^[<>≤≥]?\s*\d[\d,]*$/.test(text) ? 'count' : 'number';
  const share = ['similarity', 'correlation', 'determination'].includes(measure.kind);
  return share && (percent || inPercent(at)) ? 'percent' : measure.kind;
}

function plain(
  { text, marks, unit }: CellNumber,
  role: Role,
  kind: FigureKind,
  measure: Measure | undefined,
): Meaning {
  return {
    role,
    text,
    marks,
    kind,
    unit: unit || (role === 'value' ? (measure?.unit ?? '') : ''),
    ...(measure && { measure }),
  };
}
