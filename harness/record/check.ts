import { InputError } from '../numeric/input-error.ts';

/** Printed values by figure id, to replace those of a record. */
export type Patch = Readonly<Record<string, string>>;

/** A check as declared: which rule, on which figures. `{name}` in any string stands for a value of `for`. */
export interface CheckDeclaration {
  readonly id: string;
  readonly rule: string;
  /** The claim whose record-tier verdict this check decides. */
  readonly claim?: string;
  /** Claims that this check bears on without deciding them. */
  readonly related?: readonly string[];
  /** Declares one check for every combination of these values. */
  readonly for?: Readonly<Record<string, readonly string[]>>;
  /** Where the statement stands, when that is not where its figures stand. */
  readonly place?: string;
  readonly line?: number;
  readonly anchor?: string;
  /** The statement checked, in the words of a reader. */
  readonly statement: string;
  /** What a reader of the finding should know besides; added to its derivation. */
  readonly remark?: string;
  /** A patch on which this check must find fault. */
  readonly counterexample?: Patch;
  /** A patch on which a check that finds fault with the record as it is must find none. */
  readonly repair?: Patch;
  /** What the rule needs: the ids of figures, and its options. */
  readonly with: Readonly<Record<string, unknown>>;
}

// What a hand writes stays far below; beyond, a file was made to exhaust.
const MOST_CHECKS = 10000;
const DEEPEST = 50;

/**
 * The declared checks with `for` written out.
 * @throws InputError when a check stands for more than 10,000, or its options are nested more than 50 deep.
 */
export function expandChecks(declared: readonly CheckDeclaration[]): readonly CheckDeclaration[] {
  return declared.flatMap(({ for: lists = {}, ...check }) => {
    const many = Object.values(lists).reduce((product, values) => product * values.length, 1);
    if (many > MOST_CHECKS)
      throw excessive(check.id, `at most ${MOST_CHECKS} checks of its "for"`, `${many}`);
    return combinations(lists).map((values) => substitute(check, values));
  });
}

function excessive(id: string, expected: string, got: string): InputError {
  return new InputError({ where: `record check ${id}`, expected, got, remedy: 'declare less at once' });
}

function combinations(lists: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(lists).reduce<Record<string, string>[]>(
    (chosen, [name, values]) => chosen.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

function substitute<T>(value: T, names: Readonly<Record<string, string>>, depth = 0): T {
  if (typeof value === 'string') {
    return value.replace(/\{([\w-]+)\}/g, (whole, name: string) => names[name] ?? whole) as T;
  }
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEEPEST) throw excessive('options', `at most ${DEEPEST} levels`, 'more');
  if (Array.isArray(value)) return value.map((item) => substitute(item, names, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [substitute(key, names), substitute(item, names, depth + 1)]),
  ) as T;
}
