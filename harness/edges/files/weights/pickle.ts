import { misread, saveTheState } from './source.ts';

/** What a pickle may hold: plain values, lists (and tuples), dictionaries, and what the resolver makes. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Pickled[]
  | Map<Pickled, Pickled>
  | { readonly kind: string };

/** A name that a pickle mentions: an inert word, unless calling it makes a tensor or a plain container. */
export interface Known {
  readonly kind: 'known';
  readonly name: string;
  /** What a call becomes; a call of a name without this is refused. */
  readonly call?: (args: readonly Pickled[]) => Pickled;
}

/** What the names and outside objects of a pickle stand for. */
export interface Resolver {
  global(module: string, name: string): Known;
  persistent(id: Pickled): Pickled;
}

/**
 * A pickle's value, parsed and never executed: nothing is imported or constructed but what `resolver` knows.
 * @param begin where the pickle begins
 * @returns the value and where the pickle ends
 * @throws InputError on any instruction, name or reference that is not plain data.
 */
export function parsePickle(
  where: string,
  bytes: Uint8Array<ArrayBuffer>,
  begin: number,
  resolver: Resolver,
): { value: Pickled; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: Pickled[] = [];
  const marks: number[] = [];
  const memo = new Map<number, Pickled>();
  let at = begin;

  const refuse = (expected: string, got: string) => misread(`${where} (pickle, byte ${at})`, expected, got);
  const take = (length: number): number => {
    const from = at;
    if (length < 0 || from + length > bytes.length) throw refuse('a whole pickle', 'one that is cut');
    at += length;
    return from;
  };
  const pop = (): Pickled => {
    // What lies below a mark belongs to the container that the mark opened.
    if (stack.length <= (marks.at(-1) ?? 0)) throw refuse('a value', 'an empty stack');
    return stack.pop()!;
  };
  const sinceMark = (): Pickled[] => {
    const mark = marks.pop();
    if (mark === undefined) throw refuse('a mark', 'none');
    return stack.splice(mark);
  };
  const tuple = (length: number) => {
    const items = Array.from({ length }, pop);
    stack.push(items.reverse());
  };
  const text = (length: number) => {
    const from = take(length);
    try {
      return decoder.decode(bytes.subarray(from, from + length));
    } catch {
      throw refuse('text', 'bytes that are not UTF-8');
    }
  };
  const line = () => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw refuse('a line', 'none');
    const read = text(end - at);
    at++;
    return read;
  };
  const raw = (length: number) => {
    const from = take(length);
    stack.push(bytes.slice(from, from + length));
  };
  const integer = (length: number): number => {
    const from = take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[from + i]!);
    return Number(BigInt.asIntN(8 * length, value));
  };
  const long = (size: number) => view.getUint32(take(size), true);
  const wide = () => Number(view.getBigUint64(take(8), true));
  const remember = (index: number) => {
    if (stack.length === 0) throw refuse('a value to remember', 'none');
    memo.set(index, stack.at(-1)!);
  };
  const recall = (index: number) => {
    if (!memo.has(index)) throw refuse('a value remembered before', `number ${index}`);
    stack.push(memo.get(index)!);
  };
  const list = (items: readonly Pickled[]) => {
    const target = stack.at(-1);
    if (!Array.isArray(target)) throw refuse('a list', 'something else');
    for (const item of items) target.push(item);
  };
  const dictionary = (items: readonly Pickled[]) => {
    const target = stack.at(-1);
    if (!(target instanceof Map) || items.length % 2 !== 0) throw refuse('a dictionary', 'something else');
    for (let i = 0; i < items.length; i += 2) target.set(items[i]!, items[i + 1]!);
  };
  const call = (args: Pickled, callee: Pickled) => {
    const known = callee as Known;
    if (!Array.isArray(args) || known?.kind !== 'known' || !known.call) {
      throw misread(
        `${where} (pickle, byte ${at})`,
        'tensors and plain containers',
        `a call of ${known?.kind === 'known' ? known.name : 'a value'}`,
        saveTheState,
      );
    }
    stack.push(known.call(args));
  };

  const instructions: Readonly<Record<number, () => void>> = {
    128: () => void take(1), // PROTO
    149: () => void take(8), // FRAME
    40: () => void marks.push(stack.length), // MARK
    48: () => void pop(), // POP
    49: () => void sinceMark(), // POP_MARK
    78: () => void stack.push(null),
    136: () => void stack.push(true),
    137: () => void stack.push(false),
    75: () => void stack.push(bytes[take(1)]!), // BININT1
    77: () => void stack.push(view.getUint16(take(2), true)), // BININT2
    74: () => void stack.push(view.getInt32(take(4), true)), // BININT
    138: () => void stack.push(integer(bytes[take(1)]!)), // LONG1
    71: () => void stack.push(view.getFloat64(take(8), false)), // BINFLOAT
    140: () => void stack.push(text(bytes[take(1)]!)), // SHORT_BINUNICODE
    88: () => void stack.push(text(long(4))), // BINUNICODE
    141: () => void stack.push(text(wide())), // BINUNICODE8
    85: () => void stack.push(text(bytes[take(1)]!)), // SHORT_BINSTRING
    84: () => void stack.push(text(long(4))), // BINSTRING
    67: () => raw(bytes[take(1)]!), // SHORT_BINBYTES
    66: () => raw(long(4)), // BINBYTES
    93: () => void stack.push([]), // EMPTY_LIST
    41: () => void stack.push([]), // EMPTY_TUPLE
    125: () => void stack.push(new Map()), // EMPTY_DICT
    143: () => void stack.push([]), // EMPTY_SET
    108: () => void stack.push(sinceMark()), // LIST
    116: () => void stack.push(sinceMark()), // TUPLE
    133: () => tuple(1),
    134: () => tuple(2),
    135: () => tuple(3),
    100: () => {
      const items = sinceMark();
      stack.push(new Map());
      dictionary(items); // DICT
    },
    97: () => {
      const item = pop();
      list([item]); // APPEND
    },
    101: () => list(sinceMark()), // APPENDS
    144: () => list(sinceMark()), // ADDITEMS
    115: () => {
      const value = pop();
      const key = pop();
      dictionary([key, value]); // SETITEM
    },
    117: () => dictionary(sinceMark()), // SETITEMS
    113: () => remember(bytes[take(1)]!), // BINPUT
    114: () => remember(long(4)), // LONG_BINPUT
    148: () => remember(memo.size), // MEMOIZE
    104: () => recall(bytes[take(1)]!), // BINGET
    106: () => recall(long(4)), // LONG_BINGET
    99: () => {
      const module = line();
      stack.push(resolver.global(module, line())); // GLOBAL
    },
    147: () => {
      const [name, module] = [pop(), pop()];
      if (typeof module !== 'string' || typeof name !== 'string') throw refuse('a name', 'something else');
      stack.push(resolver.global(module, name)); // STACK_GLOBAL
    },
    81: () => void stack.push(resolver.persistent(pop())), // BINPERSID
    82: () => {
      const args = pop();
      call(args, pop()); // REDUCE
    },
    129: () => {
      const args = pop();
      call(args, pop()); // NEWOBJ
    },
    98: () => {
      pop();
      // The attributes of a dictionary, such as the versions of a state dictionary, are left out.
      if (!(stack.at(-1) instanceof Map)) throw refuse('attributes of a dictionary', 'of something else'); // BUILD
    },
  };

  for (;;) {
    const instruction = bytes[take(1)]!;
    if (instruction === STOP) return { value: pop(), end: at };
    const run = instructions[instruction];
    if (!run) throw refuse('tensors and plain containers', `instruction 0x${instruction.toString(16)}`);
    run();
  }
}

const STOP = 0x2e;
const decoder = new TextDecoder('utf-8', { fatal: true });
