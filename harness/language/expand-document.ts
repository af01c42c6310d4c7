import { InputError } from '../numeric/input-error.ts';
import { pointerTo } from './pointer.ts';

/** A document with its loops and names written out. */
export interface Expanded {
  readonly value: unknown;
  /** Where in the document as it stands the part of `value` at a JSON pointer was written. */
  readonly placeOf: (pointer: string) => string;
}

type Names = ReadonlyMap<string, unknown>;
type Object_ = Readonly<Record<string, unknown>>;

/** What a block says for all entries of its list, with the place where it says it. */
type Shared = ReadonlyMap<string, { readonly value: unknown; readonly from: string }>;

/** An entry of a list, still as it stands. */
interface Entry {
  readonly item: unknown;
  readonly from: string;
  readonly names: Names;
  readonly shared: Shared;
}

// What a hand writes stays far below; beyond, a file was made to exhaust.
const MOST = 100_000;
const LONGEST = 10_000;
const DEEPEST = 50;

/**
 * A declaration with everything written out that it says once for many:
 * - `names` at its head: `{name}` in any string stands for that value, text, list or whatever it is;
 * - an entry of a list with `for`: one copy for every turn of the loop. `{"T": [16, 50], "m": ["a", "b"]}` takes all
 *   combinations, the last name turning fastest; `[{"T": 16, "said": "few"}, ...]` takes names that go together;
 * - a block, an entry that itself has a list of the enclosing list's name: its entries take its place, and what it says
 *   besides (and its `for`) holds for each of them that does not say otherwise.
 *
 * A string that is nothing but `{name}` becomes the value itself, numbers included, and in a list the entries of the list
 * that it names. Values may name other names, which stand for what they do where they are written out.
 * @param where the document's file, for messages
 * @throws InputError for a name that stands for nothing, and for what was made to exhaust.
 */
export function expandDocument(document: unknown, where: string): Expanded {
  const places = new Map<string, string>();
  let written = 0;

  const fault = (at: string, expected: string, got: string, remedy: string) =>
    new InputError({ where: `${where} ${at || '/'}`, expected, got, remedy });

  function spend(at: string): void {
    written += 1;
    if (written > MOST) throw fault(at, `at most ${MOST} values in all`, 'more', 'declare less at once');
  }

  function write(value: unknown, names: Names, from: string, to: string, depth: number): unknown {
    spend(from);
    if (depth > DEEPEST) {
      throw fault(from, `at most ${DEEPEST} levels`, 'more', 'nest less, or name no name by itself');
    }
    if (typeof value === 'string') return text(value, names, from, to, depth);
    if (Array.isArray(value)) return list(value, names, from, to, depth);
    return isObject(value) ? object(value, new Map(), names, from, to, depth) : value;
  }

  function object(body: Object_, shared: Shared, names: Names, from: string, to: string, depth: number) {
    const out: Record<string, unknown> = {};
    const put = (given: string, value: unknown, at: string) => {
      const key = String(text(given, names, at, to, depth));
      if (Object.hasOwn(out, key)) throw fault(at, 'every key once', JSON.stringify(key), 'remove one');
      const target = pointerTo(to, key);
      if (placeIn(places, target) !== at) places.set(target, at);
      Object.defineProperty(out, key, { ...open, value: write(value, names, at, target, depth + 1) });
    };
    for (const [key, { value, from: at }] of shared) if (!Object.hasOwn(body, key)) put(key, value, at);
    for (const [key, value] of Object.entries(body)) put(key, value, pointerTo(from, key));
    return out;
  }

  function list(items: readonly unknown[], names: Names, from: string, to: string, depth: number) {
    const name = to.slice(to.lastIndexOf('/') + 1);
    const entries = items.flatMap((item, i) =>
      entriesOf({ item, from: `${from}/${i}`, names, shared: new Map() }, name, depth),
    );
    return entries.map(({ item, from: at, names: own, shared }, i) => {
      const target = `${to}/${i}`;
      if (placeIn(places, target) !== at) places.set(target, at);
      if (isObject(item)) return object(item, shared, own, at, target, depth + 1);
      if (shared.size === 0) return write(item, own, at, target, depth + 1);
      throw fault(at, 'an object, since its block says more', shown(item), 'write it out');
    });
  }

  /** The entries that one stands for, with what they may name. */
  function entriesOf(entry: Entry, list: string, depth: number): readonly Entry[] {
    spend(entry.from);
    const item = meant(entry.item, entry.names, entry.from);
    if (Array.isArray(item) && typeof entry.item === 'string') {
      return item.flatMap((each) => entriesOf({ ...entry, item: each }, list, depth + 1));
    }
    if (depth > DEEPEST) throw fault(entry.from, `at most ${DEEPEST} levels`, 'more', 'nest less');
    if (!isObject(item)) return [{ ...entry, item }];
    const { for: loops, ...body } = item;
    const nested = body[list];
    const block = Array.isArray(nested) && list !== '';
    if (loops === undefined && !block) return [{ ...entry, item }];
    const shared = block ? sharedBy(entry, body, list) : entry.shared;
    return turns(loops ?? {}, entry.names, `${entry.from}/for`).flatMap((names) => {
      if (!block) return [{ item: body, from: entry.from, names, shared }];
      return nested.flatMap((item, i) =>
        entriesOf({ item, from: `${entry.from}/${list}/${i}`, names, shared }, list, depth + 1),
      );
    });
  }

  function sharedBy({ shared, from }: Entry, body: Object_, list: string): Shared {
    const own = Object.entries(body).filter(([key]) => key !== list);
    return new Map([
      ...shared,
      ...own.map(([key, value]) => [key, { value, from: pointerTo(from, key) }] as const),
    ]);
  }

  /** The names of each turn of a loop, added to those that stand already. */
  function turns(given: unknown, names: Names, at: string): readonly Names[] {
    const loops = meant(given, names, at);
    if (Array.isArray(loops)) {
      const together = loops.flatMap((turn) => meant(turn, names, at));
      if (together.length > 0 && together.every(isObject)) {
        return together.map((turn) => new Map([...names, ...named(turn, at)]));
      }
    } else if (isObject(loops)) {
      return named(loops, at).reduce<readonly Names[]>(
        (chosen, [name, values]) => {
          const each = meant(values, names, pointerTo(at, name));
          if (!Array.isArray(each) || each.length === 0) {
            throw fault(pointerTo(at, name), 'a list of values', shown(each), 'give at least one');
          }
          if (chosen.length * each.length > MOST) {
            throw fault(at, `at most ${MOST} turns`, `${chosen.length * each.length}`, 'loop over less');
          }
          return chosen.flatMap((turn) => each.map((value) => new Map([...turn, [name, value]])));
        },
        [names],
      );
    }
    throw fault(at, 'lists of values by name, or a list of names that go together', shown(loops), remedy);
  }

  /** A string that is nothing but a name means its value; all else means itself. */
  function meant(value: unknown, names: Names, at: string, depth = 0): unknown {
    const [, name] = (typeof value === 'string' && whole.exec(value)) || [];
    if (name === undefined) return value;
    if (depth > DEEPEST) throw fault(at, 'a value', shown(value), 'name no name by itself');
    return meant(standing(name, names, at), names, at, depth + 1);
  }

  function text(value: string, names: Names, from: string, to: string, depth: number): unknown {
    const [, name] = whole.exec(value) ?? [];
    if (name !== undefined) return write(standing(name, names, from), names, from, to, depth + 1);
    const out = value.replace(inText, (_, part: string) => {
      const found = write(standing(part, names, from), names, from, to, depth + 1);
      if (typeof found === 'string' || typeof found === 'number') return String(found);
      throw fault(from, `a text or number for {${part}}`, shown(found), 'let it stand alone');
    });
    if (out.length <= Math.max(LONGEST, value.length)) return out;
    throw fault(from, `a text of at most ${LONGEST} characters`, `${out.length}`, 'write less');
  }

  /** What `name`, or `name.key` of a record, stands for. */
  function standing(path: string, names: Names, at: string): unknown {
    const [name, ...keys] = path.split('.') as [string, ...string[]];
    const unknown = (known: Iterable<string>) =>
      fault(
        at,
        `a name that stands for something (${[...known].join(', ')})`,
        `{${path}}`,
        'correct it or declare it',
      );
    if (!names.has(name)) throw unknown(names.keys());
    return keys.reduce<unknown>((value, key) => {
      const record = meant(value, names, at);
      if (isObject(record) && Object.hasOwn(record, key)) return record[key];
      throw unknown(isObject(record) ? Object.keys(record) : []);
    }, names.get(name));
  }

  function named(names: Object_, at: string): readonly (readonly [string, unknown])[] {
    for (const name of Object.keys(names)) {
      if (!/^[\w-]+$/.test(name))
        throw fault(at, 'names of letters, digits, - and _', shown(name), 'rename it');
    }
    return Object.entries(names);
  }

  const { names = {}, ...body } = isObject(document) ? document : {};
  if (!isObject(names)) throw fault('/names', 'values by name', shown(names), 'correct it');
  const value = isObject(document)
    ? object(body, new Map(), new Map(named(names, '/names')), '', '', 0)
    : write(document, new Map(), '', '', 0);
  return { value, placeOf: (pointer) => placeIn(places, pointer) };
}

const remedy = 'write {"T": [16, 50]} or [{"T": 16, "said": "few"}, {"T": 50, "said": "many"}]';
const whole = /^\{([\w.-]+)\}$/;
const inText = /\{([\w.-]+)\}/g;
const open = { enumerable: true, configurable: true, writable: true };

/** The place of the nearest part around a pointer that was moved, with the rest of the pointer. */
function placeIn(places: ReadonlyMap<string, string>, pointer: string): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const place = places.get(pointer.slice(0, end));
    if (place !== undefined) return place + pointer.slice(end);
  }
  return pointer;
}

function isObject(value: unknown): value is Object_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
