import { decimalsOf, inLastDigits } from '../numeric/decimals.ts';
import { numbersIn } from '../numeric/numbers-in.ts';
import type { ResultUnits, Unit } from '../numeric/unit.ts';
import type { Procedure, Sample } from './procedure.ts';
import { unitsBy } from './units.ts';

/** How equal differences are told: those of decimals exactly, or as doubles are subtracted (SciPy, R). */
export type Ties = 'decimal' | 'binary';

/** A result, and how its ties were told. */
export interface TiesRead<Result> {
  readonly result: Result;
  /** Absent where no tie can be lost: ties count for nothing, or columns are whole numbers or no decimals. */
  readonly ties?: {
    readonly read: Ties;
    /** Digits after the point of either column; of both, where they are in one unit. */
    readonly decimals: Decimals;
    /** The numbers that the other reading gives otherwise, by JSON pointer. */
    readonly otherwise: Readonly<Record<string, number>>;
  };
}

/** Digits after the point of each column. */
export interface Decimals {
  readonly x: number;
  readonly y: number;
}

/**
 * Computes a procedure on columns of decimals. 24.1 - 24.0 and 24.2 - 24.1 are one difference, but two doubles: ties,
 * zeros and signs are lost to the rounding of a subtraction. `decimal` counts in units of the last digit, where every
 * difference is a whole number, and takes the result back by the units that the procedure declares of its numbers;
 * `binary` computes with the doubles as they are. What the other would have given stands beside it.
 */
export function readTies<Setting extends object, Result extends object>(
  procedure: Procedure<Setting, Result>,
  sample: Sample,
  options: Setting,
  read: Ties,
): TiesRead<Result> {
  const decimals = procedure.ties(options) ? decimalsIn(procedure, sample, options) : undefined;
  const binary = procedure.compute(sample, options);
  if (!decimals || (decimals.x === 0 && decimals.y === 0)) return { result: binary };
  const decimal = inLastDigitsOf(decimals, procedure, sample, options);
  const [result, other] = read === 'decimal' ? [decimal, binary] : [binary, decimal];
  return { result, ties: { read, decimals, otherwise: changedNumbers(result, other) } };
}

/** undefined where a column, or an option in its unit, is no decimal. */
function decimalsIn<Setting extends object, Result extends object>(
  procedure: Procedure<Setting, Result>,
  { x, y, behind }: Sample,
  options: Setting,
): Decimals | undefined {
  const takes = procedure.takes(options);
  const needed: Record<Unit, (number | undefined)[]> = { x: [0], y: [0] };
  if (takes.x === 'x') needed['x'].push(decimalsOf(x));
  if (y && takes.y !== '1') needed[takes.y].push(decimalsOf(y));
  const units = unitsOf(procedure, options);
  for (const [key, value] of Object.entries(options) as [string, unknown][]) {
    if (typeof value === 'number') needed[String(units[key])]?.push(decimalsOf([value]));
  }
  const all = Object.values(needed).flat();
  if (behind || all.includes(undefined)) return undefined;
  const most = (unit: 'x' | 'y') => Math.max(...(needed[unit] as number[]));
  return { x: most('x'), y: most(takes.y === 'x' ? 'x' : 'y') };
}

function inLastDigitsOf<Setting extends object, Result extends object>(
  decimals: Decimals,
  procedure: Procedure<Setting, Result>,
  sample: Sample,
  options: Setting,
): Result {
  const takes = procedure.takes(options);
  const units = unitsOf(procedure, options);
  const column = (values: Float64Array, rule: keyof Decimals | '1') =>
    rule === '1' ? values : inLastDigits(values, decimals[rule]);
  const scaled = Object.entries(options).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'number' && key in units ? inUnit(value, units[key]!, decimals, 'last digits') : value,
  ]);
  const result = procedure.compute(
    {
      ...sample,
      x: column(sample.x, takes.x),
      ...(sample.y && { y: column(sample.y, takes.y) }),
    },
    Object.fromEntries(scaled) as Setting,
  );
  return takenBack(result, units, decimals) as Result;
}

/** The units of the numbers of a result, columns in units of their own being in `x` and in `y`. */
function unitsOf<Setting extends object, Result extends object>(
  procedure: Procedure<Setting, Result>,
  options: Setting,
): ResultUnits {
  return unitsBy(procedure.units(options), { x: 'x', y: procedure.takes(options).y === 'x' ? 'x' : 'y' });
}

function takenBack(part: unknown, units: Unit | ResultUnits | undefined, decimals: Decimals): unknown {
  if (typeof part === 'number') return inUnit(part, units as Unit, decimals, 'unit');
  if (typeof part !== 'object' || part === null) return part;
  const inner = (key: string) => (typeof units === 'object' && !Array.isArray(part) ? units[key] : units);
  const entries = Object.entries(part).map(([key, entry]) => [key, takenBack(entry, inner(key), decimals)]);
  return Array.isArray(part) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

/** A division of a whole number by a power of ten is rounded once, to the double that the decimal is read as. */
function inUnit(
  value: number,
  unit: Unit | ResultUnits,
  { x, y }: Decimals,
  to: 'unit' | 'last digits',
): number {
  const digits = { x, y, 'x/y': x - y, 'y/x': y - x }[String(unit)] ?? 0;
  const up = to === 'last digits' ? digits : -digits;
  const changed = up >= 0 ? value * 10 ** up : value / 10 ** -up;
  return to === 'last digits' ? Math.round(changed) : changed;
}

/** Numbers of `other` that differ from those of `result` by more than rounding. */
function changedNumbers(result: object, other: object): Record<string, number> {
  const own = new Map(numbersIn(result));
  return Object.fromEntries(
    numbersIn(other).filter(([pointer, value]) => {
      const before = own.get(pointer);
      return before === undefined || Math.abs(value - before) > 1e-9 * Math.abs(before);
    }),
  );
}
