import { InputError } from '../numeric/input-error.ts';

/** What one option of a convention may be: a phrase for the message, and the test. */
export interface Rule {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

/** A rule for every option of a convention. */
export type Rules<Convention> = { readonly [Key in keyof Convention]-?: Rule };

/**
 * The complete, frozen convention: the presets with the given options laid over them.
 * @param metric the metric's name, for messages
 * @throws InputError on a key that the convention does not have or a value that its rule refuses.
 */
export function resolveConvention<Convention extends object>(
  metric: string,
  rules: Rules<Convention>,
  presets: Convention,
  options: Readonly<Record<string, unknown>>,
): Convention {
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(rules, key)) {
      throw new InputError({
        where: `metric ${metric}`,
        expected: `an option among ${Object.keys(rules).join(', ') || '(it has none)'}`,
        got: `"${key}"`,
        remedy: 'correct or remove it',
      });
    }
    const rule = rules[key as keyof Convention];
    if (!rule.accepts(value)) {
      throw new InputError({
        where: `metric ${metric}, option ${key}`,
        expected: rule.expected,
        got: JSON.stringify(value) ?? String(value),
        remedy: 'give a value of that kind',
      });
    }
  }
  return Object.freeze({ ...presets, ...options });
}

/** One of the given values. */
export function oneOf(...values: readonly (string | boolean)[]): Rule {
  return {
    expected: values.map((value) => JSON.stringify(value)).join(' or '),
    accepts: (value) => values.includes(value as string | boolean),
  };
}

/** Any of the given rules. */
export function anyOf(...rules: readonly Rule[]): Rule {
  return {
    expected: rules.map((rule) => rule.expected).join(', or '),
    accepts: (value) => rules.some((rule) => rule.accepts(value)),
  };
}

/** A list of one or more values that each obey the rule. */
export function listOf(rule: Rule): Rule {
  return {
    expected: `a list of one or more values, each ${rule.expected}`,
    accepts: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((element) => rule.accepts(element)),
  };
}

export const finite: Rule = { expected: 'a finite number', accepts: (value) => Number.isFinite(value) };

export const positive: Rule = {
  expected: 'a number above 0',
  accepts: (value) => Number.isFinite(value) && (value as number) > 0,
};

export const nonNegative: Rule = {
  expected: 'a number that is 0 or above',
  accepts: (value) => Number.isFinite(value) && (value as number) >= 0,
};

export const count: Rule = {
  expected: 'an integer above 0',
  accepts: (value) => Number.isInteger(value) && (value as number) > 0,
};

export const wholeNumber: Rule = {
  expected: 'an integer that is 0 or above',
  accepts: (value) => Number.isInteger(value) && (value as number) >= 0,
};

export const oddSize: Rule = {
  expected: 'an odd integer of 3 or more',
  accepts: (value) => Number.isInteger(value) && (value as number) >= 3 && (value as number) % 2 === 1,
};
