import { accepts, expectedOf, type Option, type Options } from '../language/option.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * The complete, frozen convention: the presets with the given options laid over them.
 * @param metric the metric's name, for messages
 * @throws InputError on a key that the convention does not have or a value that it cannot have.
 */
export function resolveConvention<Convention extends object>(
  metric: string,
  options: Options<Convention>,
  presets: Convention,
  given: Readonly<Record<string, unknown>>,
): Convention {
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(options, key)) {
      throw new InputError({
        where: `metric ${metric}`,
        expected: `an option among ${Object.keys(options).join(', ') || '(it has none)'}`,
        got: `"${key}"`,
        remedy: 'correct or remove it',
      });
    }
    const option: Option = options[key as keyof Convention];
    if (!accepts(option, value)) {
      throw new InputError({
        where: `metric ${metric}, option ${key}`,
        expected: expectedOf(option),
        got: JSON.stringify(value) ?? String(value),
        remedy: 'give a value of that kind',
      });
    }
  }
  return Object.freeze({ ...presets, ...given });
}

export const positive = { type: 'number', exclusiveMinimum: 0 } as const;
export const nonNegative = { type: 'number', minimum: 0 } as const;
export const count = { type: 'integer', minimum: 1 } as const;
export const wholeNumber = { type: 'integer', minimum: 0 } as const;
export const oddSize = { type: 'integer', minimum: 3, not: { multipleOf: 2 } } as const;
