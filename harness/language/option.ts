import type { Fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';

/** What values an option may have, written as a fragment of JSON Schema: one text for checks, editors and people. */
export type Values =
  | { readonly enum: readonly (string | number | boolean)[] }
  | {
      readonly type: 'number' | 'integer';
      readonly minimum?: number;
      readonly exclusiveMinimum?: number;
      readonly maximum?: number;
      readonly not?: { readonly multipleOf: number };
    }
  | { readonly type: 'string'; readonly minLength: 1; readonly pattern?: string }
  | {
      readonly type: 'object';
      readonly additionalProperties: { readonly type: 'string'; readonly minLength: 1 };
    }
  | { readonly type: 'array'; readonly minItems: number; readonly items: Values }
  | { readonly anyOf: readonly Values[] }
  /** Quantities of a record: figures, numbers, arithmetic; not of a schema, since rules read them themselves. */
  | { readonly operands: 'one' | 'several' };

/** An option of something in a catalogue. One without a default must be given, unless it is optional. */
export type Option<Value = unknown> = Values & {
  readonly description: string;
  readonly default?: Value;
  /** It may be left out, and nothing stands in its place. */
  readonly optional?: true;
  readonly examples?: readonly Value[];
};

/** The options of a setting, complete. */
export type Options<Setting extends object = object> = {
  readonly [Key in keyof Setting]-?: Option<Setting[Key]>;
};

/**
 * The complete setting: what is given, and the defaults. Keys that are no options are for the caller to refuse.
 * @param at the place of an option, for the message
 * @throws InputError at the option whose value is missing or is not allowed.
 */
export function readOptions<Setting extends object>(
  options: Options<Setting>,
  given: Readonly<Record<string, unknown>>,
  at: (key: string) => string,
): Setting {
  const entries = Object.entries<Option>(options).flatMap(([key, option]) => {
    const value = given[key] === undefined ? option.default : given[key];
    if (value === undefined && option.optional) return [];
    if (accepts(option, value)) return [[key, value]];
    throw new InputError({
      where: at(key),
      expected: expectedOf(option),
      got: JSON.stringify(value) ?? 'nothing',
      remedy: 'correct this value',
    });
  });
  return Object.fromEntries(entries) as Setting;
}

/** The options that a declaration gives. @throws InputError as {@link readOptions} does. */
export function declaredOptions<Setting extends object>(
  options: Options<Setting>,
  declared: Fields,
): Setting {
  const given = Object.fromEntries(Object.keys(options).map((key) => [key, declared.raw(key)]));
  return readOptions(options, given, declared.at);
}

/** Whether an option may have this value. Numbers are finite. */
export function accepts(values: Values, value: unknown): boolean {
  if ('anyOf' in values) return values.anyOf.some((one) => accepts(one, value));
  if ('operands' in values) return value !== undefined;
  if ('enum' in values) return (values.enum as readonly unknown[]).includes(value);
  switch (values.type) {
    case 'string':
      return typeof value === 'string' && value !== '' && new RegExp(values.pattern ?? '').test(value);
    case 'object':
      return (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((item) => accepts(values.additionalProperties, item))
      );
    case 'array':
      return (
        Array.isArray(value) &&
        value.length >= values.minItems &&
        value.every((item) => accepts(values.items, item))
      );
    default: {
      const { type, minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity, not } = values;
      if (typeof value !== 'number' || !(type === 'integer' ? Number.isInteger : Number.isFinite)(value))
        return false;
      const inside = value >= minimum && value > exclusiveMinimum && value <= maximum;
      return inside && !(not && value % not.multipleOf === 0);
    }
  }
}

/** What an option may be, in words. */
export function expectedOf(values: Values): string {
  if ('anyOf' in values) return values.anyOf.map(expectedOf).join(', or ');
  if ('operands' in values) {
    return values.operands === 'one'
      ? 'a figure, a number, or arithmetic on such'
      : 'a list of figures (with * for one part of an id), numbers, or arithmetic on such';
  }
  if ('enum' in values) return `one of ${values.enum.join(', ')}`;
  switch (values.type) {
    case 'string':
      return values.pattern === undefined ? 'a non-empty text' : `a text that matches ${values.pattern}`;
    case 'object':
      return 'an object of non-empty texts';
    case 'array':
      return `a list of ${values.minItems} or more values, each ${expectedOf(values.items)}`;
    default: {
      const { type, minimum, exclusiveMinimum, maximum = Infinity, not } = values;
      const bounds = [
        ...(minimum === undefined ? [] : [`at least ${minimum}`]),
        ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
        ...(maximum < Number.MAX_SAFE_INTEGER ? [`at most ${maximum}`] : []),
      ].join(' and ');
      const noun = `${not ? 'an odd integer' : type === 'integer' ? 'an integer' : 'a number'}`;
      return bounds === '' ? noun : `${noun} ${bounds}`;
    }
  }
}
