/** What numbers have before their decimals: `open` where nothing tells, `both` where some have a point and some a comma. */
export type DecimalMark = '.' | ',' | 'open' | 'both';

/**
 * The mark that cells have before their decimals. `26,3` and `0,823` have a comma, `26.3`, `1,234.5` and `1,234,567` a
 * point; of `26,345` and `26.345` nobody can tell a thousand from decimals, and they say nothing.
 * @param cells any values; what is no text is passed over
 */
export function decimalMark(cells: Iterable<unknown>): DecimalMark {
  let [points, commas] = [false, false];
  for (const cell of cells) {
    if (typeof cell !== 'string' || !/\d[.,]|[.,]\d/.test(cell) || isOpen(cell)) continue;
    points ||= POINT.test(cell);
    commas ||= COMMA.test(cell);
    if (points && commas) return 'both';
  }
  if (points) return '.';
  return commas ? ',' : 'open';
}

/** Whether a cell is a number that reads as thousands or as decimals: up to three digits, a mark, three digits. */
export function isOpen(cell: unknown): boolean {
  return typeof cell === 'string' && OPEN.test(cell.trim());
}

const UNIT = String.raw`(?:e[+-]?\d+)?\s*(?:%|[\p{L}µ°]{1,4}\d?)?`;
const OPEN = new RegExp(String.raw`^[+\-\u2212]?[1-9]\d{0,2}[.,]\d{3}${UNIT}$`, 'iu');

const POINT = patternOf('.', ',');
const COMMA = patternOf(',', '.');

/** A number whose decimals stand after the mark, or whose thousands stand apart by the other one, twice at least. */
function patternOf(mark: string, other: string): RegExp {
  const decimals = String.raw`(?:\d{1,3}(?:[${other}]\d{3})+|\d*)[${mark}]\d+`;
  const thousands = String.raw`\d{1,3}(?:[${other}]\d{3}){2,}`;
  return new RegExp(String.raw`^\s*[+\-\u2212]?(?:${decimals}|${thousands})${UNIT}\s*$`, 'iu');
}
