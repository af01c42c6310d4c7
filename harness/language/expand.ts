import { InputError } from '../numeric/input-error.ts';

/** What a name of `for` stands for; `{name.key}` is what stands under a key of a record. */
export type Named = string | number | Readonly<Record<string, unknown>>;

/** Loops of a declaration: one copy for every combination of these values, the last name turning fastest. */
export type Loops = Readonly<Record<string, readonly Named[]>>;

// What a hand writes stays far below; beyond, a file was made to exhaust.
const MOST = 10000;
const DEEPEST = 50;

/**
 * A declaration with its `for` written out: `{name}` in any of its strings and keys stands for a value of that name
 * and `{name.key}` for what its record has under the key, the value itself where the string holds nothing else.
 * @param where the declaration's place, for the message
 * @throws InputError when it stands for more than 10,000, or is nested more than 50 deep.
 */
export function expand<T extends { readonly for?: Loops }>(
  declared: T,
  where: string,
): readonly Omit<T, 'for'>[] {
  const { for: loops = {}, ...body } = declared;
  const many = Object.values(loops).reduce((product, values) => product * values.length, 1);
  if (many > MOST) throw excessive(where, `at most ${MOST} copies of its "for"`, `${many}`);
  return combinations(loops).map((values) => substitute(body, values, where));
}

function excessive(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'declare less at once' });
}

function combinations(loops: Loops): Record<string, Named>[] {
  return Object.entries(loops).reduce<Record<string, Named>[]>(
    (chosen, [name, values]) => chosen.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

function substitute<T>(value: T, names: Readonly<Record<string, Named>>, where: string, depth = 0): T {
  if (typeof value === 'string') {
    const whole = /^\{([\w.-]+)\}$/.exec(value);
    if (whole) return (meaningOf(whole[1]!, names) ?? value) as T;
    return value.replace(/\{([\w.-]+)\}/g, (text, path: string) =>
      String(meaningOf(path, names) ?? text),
    ) as T;
  }
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEEPEST) throw excessive(where, `at most ${DEEPEST} levels`, 'more');
  if (Array.isArray(value)) return value.map((item) => substitute(item, names, where, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      String(substitute(key, names, where)),
      substitute(item, names, where, depth + 1),
    ]),
  ) as T;
}

/** What `name` or `name.key` stands for; undefined for a name of no loop, which may be that of an inner one. */
function meaningOf(path: string, names: Readonly<Record<string, Named>>): unknown {
  const [name, key] = path.split('.') as [string, string?];
  const value = Object.hasOwn(names, name) ? names[name] : undefined;
  if (key === undefined || value === undefined) return typeof value === 'object' ? undefined : value;
  return typeof value === 'object' && Object.hasOwn(value, key) ? value[key] : undefined;
}
