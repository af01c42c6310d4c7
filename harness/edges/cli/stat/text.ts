import { type ResultUnits, type Unit, unitAt } from '../../../numeric/unit.ts';
import { withUnit } from '../../../report/format-number.ts';
import type { TiesRead } from '../../../statistics/decimal-ties.ts';
import { unitsBy } from '../../../statistics/units.ts';
import type { TableAccount } from './table-sample.ts';

/** How a procedure makes units, and those of its columns that are known. */
export interface KnownUnits {
  readonly rules: object;
  readonly columns: { readonly x?: Unit; readonly y?: Unit };
}

/** Of a column of which nothing is known; what follows from it is printed without a unit. */
const UNKNOWN = '?';

/**
 * A procedure's result as lines for people: nested names indented, intervals in brackets, six digits, and the units
 * that are known.
 */
export function statText(
  title: string,
  result: Readonly<Record<string, unknown>>,
  { rules, columns }: KnownUnits,
): string {
  const { x = UNKNOWN, y = UNKNOWN } = columns;
  return [title, ...linesOf(result, '', unitsBy(rules, { x, y }))].join('\n');
}

/** How ties were told, and what the other reading gives otherwise. */
export function tiesText({ read, decimals, otherwise }: NonNullable<TiesRead<object>['ties']>): string[] {
  const { x, y } = decimals;
  const printed = `decimals (${x === y ? x : `${x} and ${y}`} after the point)`;
  const changed = Object.entries(otherwise).map(
    ([pointer, value]) => `    ${pointer.slice(1).replaceAll('/', ' ')} ${digits(value)}`,
  );
  const [own, other] = [`as ${printed}`, 'in binary floating point (SciPy, R)'];
  const told = read === 'decimal' ? `ties ${own}; ${other}` : `ties ${other}; ${own}`;
  return [`  ${told}: ${changed.length > 0 ? '' : 'the same'}`.trimEnd(), ...changed];
}

/** Rows that are not in the sample, each with its reason; nothing where all are. */
export function accountText({ file, used, leftOut }: TableAccount): string[] {
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, 8).map(({ place, why }) => `    ${place}: ${why}`);
  const more = leftOut.length > 8 ? [`    ${leftOut.length - 8} more, in --json`] : [];
  return [`  ${file}: ${used} rows used, left out:`, ...shown, ...more];
}

function linesOf(record: Readonly<Record<string, unknown>>, at: string, units: ResultUnits): string[] {
  const indent = '  '.repeat(at.split('/').length);
  return Object.entries(record).flatMap(([name, entry]) => {
    const place = `${at}/${name}`;
    if (isRecord(entry)) {
      const { value, ...others } = entry;
      const interval = Object.keys(others).find((key) => /^ci\d/.test(key));
      const { [interval ?? '']: ends, ...rest } = others;
      if (value === undefined || ends === undefined)
        return [`${indent}${name}`, ...linesOf(entry, place, units)];
      const number = shown(value, `${place}/value`, units);
      return [`${indent}${name} ${number} ${digits(ends)}`, ...linesOf(rest, place, units)];
    }
    if (Array.isArray(entry) && entry.some(isRecord)) {
      return [
        `${indent}${name}`,
        ...entry.map((item, i) => `${indent}  ${inline(item, `${place}/${i}`, units)}`),
      ];
    }
    return [`${indent}${name} ${shown(entry, place, units)}`];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inline(value: unknown, at: string, units: ResultUnits): string {
  if (!isRecord(value)) return digits(value);
  return Object.entries(value)
    .map(([name, entry]) => `${name} ${shown(entry, `${at}/${name}`, units)}`)
    .join('  ');
}

function shown(value: unknown, at: string, units: ResultUnits): string {
  const numeric = typeof value === 'number' || (Array.isArray(value) && value.some(Number.isFinite));
  if (!numeric) return digits(value);
  const unit = unitAt(units, at);
  return unit.includes(UNKNOWN) ? digits(value) : withUnit(digits(value), unit);
}

function digits(value: unknown): string {
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (Array.isArray(value)) return `[${value.map(digits).join(', ')}]`;
  return value === null ? 'undefined' : String(value);
}
