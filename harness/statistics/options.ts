import { InputError } from '../numeric/input-error.ts';

/** What values an option takes: one of a list, any number above 0, or a number of a range. */
export type Rule =
  | { readonly oneOf: readonly (string | boolean)[] }
  | { readonly number: 'positive' }
  | { readonly number: 'real' | 'integer'; readonly min: number; readonly max: number };

/** The rule of each option, complete. */
export type Rules<Options extends object> = { readonly [Key in keyof Options]-?: Rule };

/** Most replicates that a call may ask for; 10^6 of 1000 pairs take some seconds. */
const MOST_RESAMPLES = 1_000_000;

/** Rules that several procedures share. */
export const seedRule: Rule = { number: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER };
export const resamplesRule: Rule = { number: 'integer', min: 100, max: MOST_RESAMPLES };

/**
 * The complete options: `given` over `preset`. An option whose preset is null has no preset and must be given.
 * @throws InputError for an unknown option, a value that its rule forbids, or one that is missing.
 */
export function resolveOptions<Options extends object>(
  where: string,
  preset: { readonly [Key in keyof Options]: Options[Key] | null },
  rules: NoInfer<Rules<Options>>,
  given: Readonly<Record<string, unknown>>,
): Options {
  const known = Object.keys(rules);
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    throw new InputError({
      where,
      expected: known.length > 0 ? `options among ${known.join(', ')}` : 'no options',
      got: JSON.stringify(key),
      remedy: 'correct or leave out the option',
    });
  }
  const complete = { ...preset, ...given } as Record<string, unknown>;
  for (const key of known) check(`${where}: option ${key}`, complete[key], rules[key as keyof Options]);
  return complete as Options;
}

function check(where: string, value: unknown, rule: Rule): void {
  if ('oneOf' in rule) {
    if (!(rule.oneOf as readonly unknown[]).includes(value)) {
      reject(where, `one of ${rule.oneOf.join(', ')}`, value);
    }
    return;
  }
  if (rule.number === 'positive') {
    if (!(typeof value === 'number' && value > 0 && value < Infinity))
      reject(where, 'a number above 0', value);
    return;
  }
  const { number, min, max } = rule;
  const fits = typeof value === 'number' && value >= min && value <= max;
  if (fits && (number === 'real' || Number.isInteger(value))) return;
  const kind = number === 'integer' ? 'an integer' : 'a number';
  reject(
    where,
    max < Number.MAX_SAFE_INTEGER ? `${kind} from ${min} to ${max}` : `${kind}, ${min} or more`,
    value,
  );
}

function reject(where: string, expected: string, value: unknown): never {
  const got = value === null || value === undefined ? 'nothing' : JSON.stringify(value);
  throw new InputError({ where, expected, got, remedy: 'give a value that the option takes' });
}
