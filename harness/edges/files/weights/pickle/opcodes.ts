import type { PickleInput } from './input.ts';
import type { PickleMachine } from './machine.ts';

type Handler = (machine: PickleMachine, input: PickleInput) => void;

/** The instruction that ends a pickle. */
export const STOP = codeOf('.');

/** What an instruction does; undefined for those that no checkpoint needs. */
export function handlerOf(code: number): Handler | undefined {
  return byCode[code];
}

/**
 * The instructions, each with its name and code as in Python's `pickletools`. Those that are left out reach out of
 * the file (EXT1, NEXT_BUFFER) or belong to protocol 0, which torch.save never wrote.
 */
const opcodes: Readonly<Record<string, readonly [code: number, handler: Handler]>> = {
  PROTO: [0x80, (_, input) => input.skip(1)],
  FRAME: [0x95, (_, input) => input.skip(8)],

  MARK: [codeOf('('), (m) => m.mark()],
  DUP: [codeOf('2'), (m) => m.duplicate()],
  POP: [codeOf('0'), (m) => void m.pop()],
  POP_MARK: [codeOf('1'), (m) => void m.sinceMark()],

  NONE: [codeOf('N'), (m) => m.push(null)],
  NEWTRUE: [0x88, (m) => m.push(true)],
  NEWFALSE: [0x89, (m) => m.push(false)],
  BININT1: [codeOf('K'), (m, input) => m.push(input.byte())],
  BININT2: [codeOf('M'), (m, input) => m.push(input.uint16())],
  BININT: [codeOf('J'), (m, input) => m.push(input.int32())],
  LONG1: [0x8a, (m, input) => m.push(input.integer(input.byte()))],
  LONG4: [0x8b, (m, input) => m.push(input.longInteger())],
  BINFLOAT: [codeOf('G'), (m, input) => m.push(input.float64())],
  SHORT_BINUNICODE: [0x8c, (m, input) => m.push(input.text(input.byte()))],
  BINUNICODE: [codeOf('X'), (m, input) => m.push(input.text(input.uint32()))],
  BINUNICODE8: [0x8d, (m, input) => m.push(input.text(input.uint64()))],
  SHORT_BINSTRING: [codeOf('U'), (m, input) => m.push(input.text(input.byte()))],
  BINSTRING: [codeOf('T'), (m, input) => m.push(input.text(input.uint32()))],
  SHORT_BINBYTES: [codeOf('C'), (m, input) => m.push(input.raw(input.byte()))],
  BINBYTES: [codeOf('B'), (m, input) => m.push(input.raw(input.uint32()))],
  BINBYTES8: [0x8e, (m, input) => m.push(input.raw(input.uint64()))],
  BYTEARRAY8: [0x96, (m, input) => m.push(input.raw(input.uint64()))],

  EMPTY_LIST: [codeOf(']'), (m) => m.push([])],
  LIST: [codeOf('l'), (m) => m.push(m.sinceMark())],
  APPEND: [codeOf('a'), (m) => m.append([m.pop()])],
  APPENDS: [codeOf('e'), (m) => m.append(m.sinceMark())],
  EMPTY_TUPLE: [codeOf(')'), (m) => m.push([])],
  TUPLE: [codeOf('t'), (m) => m.push(m.sinceMark())],
  TUPLE1: [0x85, (m) => m.push(m.popped(1))],
  TUPLE2: [0x86, (m) => m.push(m.popped(2))],
  TUPLE3: [0x87, (m) => m.push(m.popped(3))],
  EMPTY_SET: [0x8f, (m) => m.push([])],
  FROZENSET: [0x91, (m) => m.push(m.sinceMark())],
  ADDITEMS: [0x90, (m) => m.append(m.sinceMark())],
  EMPTY_DICT: [codeOf('}'), (m) => m.push(new Map())],
  DICT: [codeOf('d'), dictionaryOf],
  SETITEM: [codeOf('s'), (m) => m.setItems(m.popped(2))],
  SETITEMS: [codeOf('u'), (m) => m.setItems(m.sinceMark())],

  BINPUT: [codeOf('q'), (m, input) => m.remember(input.byte())],
  LONG_BINPUT: [codeOf('r'), (m, input) => m.remember(input.uint32())],
  MEMOIZE: [0x94, (m) => m.rememberNext()],
  BINGET: [codeOf('h'), (m, input) => m.recall(input.byte())],
  LONG_BINGET: [codeOf('j'), (m, input) => m.recall(input.uint32())],

  GLOBAL: [codeOf('c'), (m, input) => m.name(input.line(), input.line())],
  STACK_GLOBAL: [0x93, (m) => m.name(...(m.popped(2) as [unknown, unknown]))],
  BINPERSID: [codeOf('Q'), (m) => m.persistent(m.pop())],
  REDUCE: [codeOf('R'), (m) => m.call()],
  NEWOBJ: [0x81, (m) => m.call()],
  NEWOBJ_EX: [0x92, constructWithKeywords],
  OBJ: [codeOf('o'), constructSinceMark],
  INST: [codeOf('i'), constructNamed],
  BUILD: [codeOf('b'), (m) => m.setAttributes(m.pop())],
};

const byCode: readonly (Handler | undefined)[] = tabled();

function dictionaryOf(m: PickleMachine): void {
  const items = m.sinceMark();
  m.push(new Map());
  m.setItems(items);
}

function constructWithKeywords(m: PickleMachine): void {
  const [callee, ...parts] = m.popped(3);
  m.construct(callee!, parts);
}

function constructSinceMark(m: PickleMachine): void {
  const [callee, ...parts] = m.sinceMark();
  if (callee === undefined) throw m.input.refuse('a class', 'none');
  m.construct(callee, parts);
}

function constructNamed(m: PickleMachine, input: PickleInput): void {
  const parts = m.sinceMark();
  m.name(input.line(), input.line());
  m.construct(m.pop(), parts);
}

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}

function tabled(): (Handler | undefined)[] {
  const table = new Array<Handler | undefined>(256);
  for (const [code, handler] of Object.values(opcodes)) table[code] = handler;
  return table;
}
