import { InputError } from './input-error.ts';

/** An object of a declaration, read key by key; what nobody asked for is refused by {@link Fields.end}. */
export interface Fields {
  has(key: string): boolean;
  text(key: string, fallback?: string): string;
  oneOf<const Choice extends string>(key: string, choices: readonly Choice[], fallback?: Choice): Choice;
  number(key: string, range: Range, fallback?: number): number;
  integer(key: string, range: Range, fallback?: number): number;
  truth(key: string, fallback?: boolean): boolean;
  /** An object whose values are texts. */
  texts(key: string, fallback?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** The value as it stands, for the caller to judge; undefined where it is absent. */
  raw(key: string): unknown;
  /** The place of a key, for messages: the JSON pointer after the name of the file or of the thing. */
  at(key: string | number): string;
  /** @throws InputError on a key that was never read. */
  end(): void;
}

export interface Range {
  readonly atLeast?: number;
  readonly above?: number;
  readonly atMost?: number;
}

/**
 * Reads a plain JSON object.
 * @param where its place: a file, or a file and a JSON pointer separated by a space
 * @throws InputError where it is not an object; the readers throw where a value is missing or not allowed.
 */
export function fields(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError({ where, expected: 'an object', got: shown(value), remedy: 'write { ... } here' });
  }
  const object = value as Readonly<Record<string, unknown>>;
  const known = new Set<string>();
  const at = (key: string | number) => pointer(where, key);

  const refuse = (key: string, expected: string): never => {
    throw new InputError({ where: at(key), expected, got: shown(object[key]), remedy: 'correct this value' });
  };
  const read = <T>(
    key: string,
    expected: string,
    fallback: T | undefined,
    accept: (v: unknown) => v is T,
  ): T => {
    known.add(key);
    const found = object[key];
    if (found === undefined && fallback !== undefined) return fallback;
    return accept(found) ? found : refuse(key, expected);
  };
  const numeric = (key: string, range: Range, fallback: number | undefined, noun: string, whole: boolean) =>
    read(
      key,
      `${noun}${describe(range)}`,
      fallback,
      (v): v is number => (whole ? Number.isInteger(v) : Number.isFinite(v)) && inside(v as number, range),
    );

  return {
    at,
    has: (key) => object[key] !== undefined,
    text: (key, fallback) => read(key, 'a non-empty text', fallback, isText),
    oneOf: (key, choices, fallback) =>
      read(key, `one of ${choices.join(', ')}`, fallback, (v): v is (typeof choices)[number] =>
        choices.includes(v as never),
      ),
    number: (key, range, fallback) => numeric(key, range, fallback, 'a number', false),
    integer: (key, range, fallback) => numeric(key, range, fallback, 'an integer', true),
    truth: (key, fallback) =>
      read(key, 'true or false', fallback, (v): v is boolean => typeof v === 'boolean'),
    texts: (key, fallback) => read(key, 'an object of non-empty texts', fallback, isTexts),
    raw(key) {
      known.add(key);
      return object[key];
    },
    end() {
      const unknown = Object.keys(object).find((key) => !known.has(key));
      if (unknown === undefined) return;
      throw new InputError({
        where: at(unknown),
        expected: `no keys but ${[...known].join(', ')}`,
        got: JSON.stringify(unknown),
        remedy: 'remove it or correct its spelling',
      });
    },
  };
}

function pointer(where: string, key: string | number): string {
  const escaped = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  return / \/[^ ]*$/.test(where) ? `${where}/${escaped}` : `${where} /${escaped}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.values(value).every(isText);
}

function inside(
  value: number,
  { atLeast = -Infinity, above = -Infinity, atMost = Infinity }: Range,
): boolean {
  return value >= atLeast && (value > above || above === -Infinity) && value <= atMost;
}

function describe({ atLeast, above, atMost }: Range): string {
  const bounds = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return bounds.length > 0 ? ` ${bounds.join(' and ')}` : '';
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
