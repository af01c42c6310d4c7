import { type ResultUnits, type Unit, unitPer } from '../numeric/unit.ts';

/** The unit of a number by those of the columns x and y. */
export type UnitRule = '1' | 'x' | 'y' | 'x/y' | 'y/x';

/** What columns may be in: any unit each (`x`, `y`), y that of x, or plain numbers (`1`), as rates and marks are. */
export interface ColumnRules {
  readonly x: 'x' | '1';
  readonly y: 'x' | 'y' | '1';
}

/** Columns that are compared with each other. */
export const oneUnit: ColumnRules = { x: 'x', y: 'x' };

/** Columns that are related, each in a unit of its own. */
export const ownUnits: ColumnRules = { x: 'x', y: 'y' };

/** Columns of rates or p values. */
export const plainNumbers: ColumnRules = { x: '1', y: '1' };

/** A rule for every number of a result, by its structure; that of an inner record or array is that of all in it. */
export type UnitRules<Result> = {
  readonly [Key in keyof Result as NumbersIn<Result[Key]> extends never ? never : Key]-?: RulesWithin<
    NonNullable<Result[Key]>
  >;
};

type RulesWithin<Part> =
  | UnitRule
  | (Part extends number
      ? never
      : Part extends readonly (infer Item)[]
        ? RulesWithin<NonNullable<Item>>
        : UnitRules<Part>);

type NumbersIn<Part> = Part extends number
  ? Part
  : Part extends readonly (infer Item)[]
    ? NumbersIn<Item>
    : Part extends object
      ? NumbersIn<Part[keyof Part]>
      : never;

/** The units of a result whose columns are in these. */
export function unitsBy(rules: object, columns: { readonly x: Unit; readonly y: Unit }): ResultUnits {
  return Object.fromEntries(
    Object.entries(rules).map(([key, rule]: [string, UnitRule | object]) => [
      key,
      typeof rule === 'string' ? unitBy(rule, columns) : unitsBy(rule, columns),
    ]),
  );
}

function unitBy(rule: UnitRule, { x, y }: { readonly x: Unit; readonly y: Unit }): Unit {
  switch (rule) {
    case '1':
      return '1';
    case 'x':
      return x;
    case 'y':
      return y;
    case 'x/y':
      return unitPer(x, y);
    case 'y/x':
      return unitPer(y, x);
  }
}
