import type { Mark, Run } from './document.ts';

/** What a number of a cell is, beside the cell's main one (`value`). */
export type Part =
  | 'value'
  | 'spread'
  | 'parenthesis'
  | 'low'
  | 'high'
  | 'change'
  | 'count'
  | 'of'
  | 'percent'
  | 'other';

/** A number of a cell. */
export interface CellNumber {
  readonly part: Part;
  /** As printed, without what is no part of the number. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The unit or per-cent sign that follows it. */
  readonly unit: string;
}

/** What a cell was found to be. */
export type CellReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'numbers'; readonly numbers: readonly CellNumber[]; readonly footnotes: string }
  | { readonly kind: 'words' };

/**
 * Reads a cell: a number with what surrounds it (bold, daggers, units), two with ±, one in parentheses, an interval,
 * a fraction, several parted by slashes. A cell that holds anything else is of words.
 */
export function readCell(runs: readonly Run[], decimalComma = false): CellReading {
  const text = normalise(runs.map((run) => run.text).join(''), decimalComma);
  const bare = text.replace(/\^\{[^{}]*\}/g, '').trim();
  if (EMPTY.test(bare)) return { kind: 'empty' };
  for (const [pattern, parts] of shapes) {
    const match = pattern.exec(text);
    if (match) return numbersOf(match, parts, runs);
  }
  return { kind: 'words' };
}

const EMPTY = /^(?:[-–—−.·…]*|n\.?\s?\/?\s?a\.?|not (?:available|applicable|reported)|nr|none|nil|\?)$/i;

const NUMBER = String.raw`(?:10\^\{[+\-−]?\d+\}|[+\-−–]?(?:\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)(?:\s?[x×·*]\s?10(?:\^\{?[+\-−]?\d{1,3}\}?|[+\-−]\d{1,3}|[⁰¹²³⁴-⁹⁻]+)|[eE][+\-−]?\d{1,3})?)`;
const UNIT = String.raw`(?:\s?(%|dB|mm|cm|µm|ms|s|sec|min|h|hours?|years?|yrs?|y|kg|GB|MB|[KMGTB]|x|×|°)(?![A-Za-z]))?`;
const NOTE = String.raw`(?:\^\{(?!\s*[+\-−]?\d)[^{}]*\}|(?<=\.\d+)\^\{[^{}]*\}|[*†‡§¶#↑↓▲▼⬆⬇✓\u1d43-\u1d62²³¹](?!\d)|(?<=\.\d+)[a-d](?![A-Za-z]))*`;
const ONE = `(${NUMBER})${UNIT}(${NOTE})`;
const LEAD = String.raw`^\s*[*†‡§#↑↓▲▼⬆⬇]*\s*`;
// A number that must have a sign.
const SIGNED = String.raw`[+\-−–](?:\d*\.\d+|\d+)`;
const END = String.raw`\s*(${NOTE})\s*$`;
const PM = String.raw`\s*(?:±|\+\s?/\s?[-−]|\+[-−])\s*`;
const TO = String.raw`\s*(?:,|;|\bto\b|–|—|-|−|\.\.)\s*`;
const OPEN = String.raw`\s*[(\[{]\s*(?:95\s?%\s?(?:CI|confidence interval)?\s*[:,=]?\s*|CI\s*[:=]?\s*|SD\s*=?\s*)?`;
const CLOSE = String.raw`\s*[)\]}]`;

type Shape = readonly [pattern: RegExp, parts: readonly Part[]];

// A group of a number is followed by those of its unit and its notes.
const shapes: readonly Shape[] = [
  shape(
    `${LEAD}(?:[pP]\\s*(?:=\\s*)?)?((?:[<>≤≥]=?\\s*)?${NUMBER}|n\\.?\\s?s\\.?(?![a-z]))${UNIT}(${NOTE})${END}`,
    ['value'],
  ),
  shape(`${LEAD}${ONE}${PM}${ONE}${END}`, ['value', 'spread']),
  shape(`${LEAD}${ONE}${PM}${ONE}${OPEN}${ONE}${TO}${ONE}${CLOSE}${END}`, ['value', 'spread', 'low', 'high']),
  shape(`${LEAD}${ONE}${OPEN}[↑↓▲▼Δ]*\\s*(${SIGNED})${UNIT}(${NOTE})${CLOSE}${END}`, ['value', 'change']),
  shape(`${LEAD}${ONE}${OPEN}(?:[↑↓▲▼]\\s*)${ONE}${CLOSE}${END}`, ['value', 'change']),
  shape(`${LEAD}${ONE}${OPEN}(?:±\\s*)${ONE}${CLOSE}${END}`, ['value', 'spread']),
  shape(`${LEAD}${ONE}${OPEN}${ONE}${CLOSE}${END}`, ['value', 'parenthesis']),
  shape(`${LEAD}${ONE}${OPEN}${ONE}${TO}${ONE}${CLOSE}${END}`, ['value', 'low', 'high']),
  shape(`${LEAD}${ONE}${OPEN}${ONE}${CLOSE}${OPEN}${ONE}${TO}${ONE}${CLOSE}${END}`, [
    'value',
    'parenthesis',
    'low',
    'high',
  ]),
  shape(`${LEAD}${OPEN}${ONE}${TO}${ONE}${CLOSE}${END}`, ['low', 'high']),
  shape(`${LEAD}${ONE}\\s*(?:\\bto\\b|–|—|-|\\.\\.)\\s*${ONE}${END}`, ['low', 'high']),
  shape(`${LEAD}${ONE}\\s*/\\s*${ONE}${OPEN}${ONE}${CLOSE}${END}`, ['count', 'of', 'percent']),
  shape(`${LEAD}${ONE}${OPEN}${ONE}\\s*/\\s*${ONE}${CLOSE}${END}`, ['percent', 'count', 'of']),
  shape(`${LEAD}${ONE}\\s*[/|]\\s*${ONE}${END}`, ['value', 'other']),
  shape(`${LEAD}${ONE}\\s*[/|]\\s*${ONE}\\s*[/|]\\s*${ONE}${END}`, ['value', 'other', 'other']),
];

function shape(pattern: string, parts: readonly Part[]): Shape {
  return [new RegExp(pattern, 'd'), parts];
}

function numbersOf(match: RegExpExecArray, parts: readonly Part[], runs: readonly Run[]): CellReading {
  const numbers = parts.map((part, at): CellNumber => {
    const [from, to] = match.indices![1 + 3 * at]!;
    return {
      part,
      text: printedOf(match[1 + 3 * at]),
      unit: match[2 + 3 * at] ?? '',
      marks: marksAt(runs, from, to),
    };
  });
  const before = /^[*†‡§#\s]*/.exec(match[0])![0];
  const after = match.slice(1).filter((_, at) => at % 3 === 2 || at === 3 * parts.length);
  return { kind: 'numbers', numbers, footnotes: [before, ...after].join('').replace(/[\^{}\s]/g, '') };
}

/** Every replacement keeps the length, so that places in the text are those in the runs. */
function normalise(text: string, decimalComma: boolean): string {
  const plain = text
    .replace(/[\u00a0\t\n\r]/g, ' ')
    // A raised point before decimals, as British journals print it.
    .replace(/(?<=\d)·(?=\d)(?!10(?:\^|[⁻⁰¹²³⁴-⁹]|[-−+]?\d))/g, '.')
    .replace(/(?<=\d)[\u2009\u202f](?=\d{3}(?!\d))/g, ',')
    .replace(/(?<=\d[\u00a0 ]?)[\u2009\u202f\u200a]/g, ' ')
    .replace(/_\{\s*(±[^{}]*)\}/g, '  $1 ')
    .replace(/_\{([^{}]*)\}/g, ' ($1)')
    .replace(/\^\{\s*(±[^{}]*)\}/g, '  $1 ');
  return decimalComma ? plain.replace(/(?<=\d)[.,](?=\d)/g, (mark) => (mark === ',' ? '.' : ',')) : plain;
}

function printedOf(text: string): string {
  return text
    .replace(/^10\^\{(.*)\}$/, '1e$1')
    .replace(/[−–]/g, '-')
    .replace(/[\u2009\u202f]/g, ',')
    .replace(/\s+/g, ' ')
    .trim();
}

function marksAt(runs: readonly Run[], from: number, to: number): readonly Mark[] {
  let start = 0;
  const found = new Set<Mark>();
  for (const { text, marks } of runs) {
    if (start < to && start + text.length > from) for (const mark of marks) found.add(mark);
    start += text.length;
  }
  return [...found];
}
