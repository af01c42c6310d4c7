import { InputError } from '../numeric/input-error.ts';
import type { Interval } from './interval.ts';

/**
 * The numbers that a printed one can stand for.
 *
 * A rounded number is the interval of half a unit of its last digit to either side, both ends included, since
 * rounding half-way up, down and to even are all in use: `2.91` is [2.905, 2.915], `9.9e-22` is
 * [9.85e-22, 9.95e-22]. A count is exact. A bound (`< 1e-20`, `<.001`, `>= 0.8`) is one-sided and its number
 * exact. A range (`2.91 to 3.29`) is the interval from the least its lower end to the most its upper end can be.
 * `n.s.` is a p above the level .05, as it is used where no level stands beside it; `n.s. at .01` is one above .01.
 * @param where the place for the message
 * @param text as printed; thousands may be parted by commas, the minus sign may be typographic, and powers of
 *   ten may be written `9.9e-22`, `9.9x10^-22` or `9.9×10⁻²²`
 * @param exact whether the number is a count, which no rounding touched
 * @throws InputError when the text is no printed number.
 */
export function parsePrinted(where: string, text: string, exact = false): Interval {
  const plain = normalise(text);
  const level = NOT_SIGNIFICANT.exec(plain);
  if (level) return { low: parseOne(where, text, level[1] ?? '0.05', true).low, high: 1 };
  const range = plain.split(/\s*(?:\bto\b|\.\.)\s*/);
  if (range.length === 2) {
    const [low, high] = range.map((end) => parseOne(where, text, end, exact));
    if (low.low > high.high) throw fault(where, text, 'a range whose ends ascend');
    return { low: low.low, high: high.high };
  }
  const bound = /^(<=?|>=?)\s*(.*)$/.exec(plain);
  if (!bound) return parseOne(where, text, plain, exact);
  const { low: limit } = parseOne(where, text, bound[2], true);
  return bound[1].startsWith('<')
    ? { low: Number.NEGATIVE_INFINITY, high: limit }
    : { low: limit, high: Number.POSITIVE_INFINITY };
}

const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const NOT_SIGNIFICANT = /^n\.? ?s\.?(?: at (.+))?$/i;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function normalise(text: string): string {
  return text
    .trim()
    .replace(/[−–](?=[\d.])/g, '-')
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g,
      (power) => `^${[...power].map((c) => (c === '⁻' ? '-' : SUPERSCRIPTS.indexOf(c))).join('')}`,
    )
    .replace(/\s*[x×·*]\s*10\^?\{?(-?\d+)\}?/g, 'e$1')
    .replace(/≤/g, '<=')
    .replace(/≥/g, '>=')
    .replace(/^±\s*/, '')
    .replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1')
    .replace(/(^|[^\d.])\.(?=\d)/g, '$10.');
}

function parseOne(where: string, text: string, one: string, exact: boolean): Interval {
  const match = NUMBER.exec(one);
  if (!match)
    throw fault(
      where,
      text,
      'a printed number such as "2.91", "9.9e-22", "< .001", "n.s." or "2.91 to 3.29"',
    );
  const [, sign, whole, fraction = ''] = match;
  const exponent = exponentOf(match) - fraction.length;
  const digits = BigInt(`${whole}${fraction}`);
  // Half a unit is reached in decimal digits, so that 2.91 gives the number nearest to 2.905 and not 2.91 - 0.005.
  const halves = exact ? [digits * 10n, digits * 10n] : [digits * 10n - 5n, digits * 10n + 5n];
  const ends = halves.map((tenths) => Number(`${tenths}e${exponent - 1}`));
  if (!ends.every(Number.isFinite)) throw fault(where, text.slice(0, 40), 'a number below 1.8e308');
  const [low, high] = sign === '-' ? [-ends[1], -ends[0]] : ends;
  return { low: low + 0, high: high + 0 };
}

function exponentOf(match: RegExpExecArray): number {
  return match[4] === undefined ? 0 : Number(match[4]);
}

function fault(where: string, text: string, expected: string): InputError {
  return new InputError({
    where,
    expected,
    got: JSON.stringify(text),
    remedy: 'write the number as it is printed',
  });
}
