/**
 * An assembler for the few WebAssembly instructions that our kernels use (WebAssembly core specification 2.0,
 * chapter 5). JavaScript has no vector arithmetic; two doubles at a time, without bounds checks, run the
 * filters three to four times as fast.
 */
export type Code = readonly number[];

/** A function over 32-bit integers (addresses in bytes) that returns nothing. */
export interface Kernel {
  readonly name: string;
  readonly parameters: number;
  /** Locals beside them, numbered after the parameters: first integers, if any, then vectors. */
  readonly integers?: number;
  readonly vectors: number;
  readonly code: Code;
}

/** Kernels ready to be called, and the memory that they work on. */
export interface Assembled {
  readonly memory: Float64Array;
  readonly call: Readonly<Record<string, (...addresses: number[]) => void>>;
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const integer = (value: number): Code => [0x41, ...signed(value)];
export const addIntegers: Code = [0x6a];
export const lessUnsigned: Code = [0x49];
/** Repeats the code for as long as it leaves a condition that is not 0. */
export const repeat = (code: Code): Code => [0x03, 0x40, ...code, 0x0d, 0, 0x0b];

/** Two doubles from the address on the stack plus a constant number of bytes. */
export const load = (offset: number): Code => [0xfd, 0x00, 3, ...unsigned(offset)];
/** The double at the address on the stack plus a constant number of bytes, in both lanes. */
export const loadTwice = (offset: number): Code => [0xfd, 0x0a, 3, ...unsigned(offset)];
/** Two doubles to the address below them on the stack. */
export const store = (offset: number): Code => [0xfd, 0x0b, 3, ...unsigned(offset)];
/** Both lanes the same double. */
export const both = (value: number): Code => {
  const bytes = [...new Uint8Array(Float64Array.of(value).buffer)];
  return [0xfd, 0x0c, ...bytes, ...bytes];
};
export const add: Code = [0xfd, 0xf0, 0x01];
export const multiply: Code = [0xfd, 0xf2, 0x01];

/** Compiles the kernels over a memory of so many doubles. */
export function assemble(doubles: number, kernels: readonly Kernel[]): Assembled {
  return compiled(kernels)(doubles);
}

/** Compiles the kernels once for memories of any number of doubles, each all 0 at first. */
export function compiled(kernels: readonly Kernel[]): (doubles: number) => Assembled {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const module = new Module(moduleOf(kernels));
  return (doubles) => {
    const { exports } = new Instance(module);
    const { memory, ...call } = exports as { memory: WebAssemblyMemory } & Assembled['call'];
    (memory as WebAssemblyMemory).grow(Math.ceil((8 * doubles) / 65536));
    return { memory: new Float64Array((memory as WebAssemblyMemory).buffer), call };
  };
}

/** What we use of the WebAssembly interface, which the library of the language does not declare. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): void;
}

function moduleOf(kernels: readonly Kernel[]): Uint8Array {
  const [i32, v128] = [0x7f, 0x7b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      kernels.map(({ parameters }) => [0x60, ...vector(Array(parameters).fill([i32])), 0]),
    ),
    ...section(
      3,
      kernels.map((_, i) => unsigned(i)),
    ),
    ...section(5, [[0x00, 0]]),
    ...section(7, [
      [...text('memory'), 0x02, 0],
      ...kernels.map(({ name }, i) => [...text(name), 0x00, ...unsigned(i)]),
    ]),
    ...section(
      10,
      kernels.map(({ integers = 0, vectors, code }) => {
        const locals = vector([
          [...unsigned(integers), i32],
          [...unsigned(vectors), v128],
        ]);
        const body = [...locals, ...code, 0x0b];
        return [...unsigned(body.length), ...body];
      }),
    ),
  ]);
}

function section(id: number, entries: readonly Code[]): Code {
  const content = vector(entries);
  return [id, ...unsigned(content.length), ...content];
}

function vector(entries: readonly Code[]): Code {
  return [...unsigned(entries.length), ...entries.flat()];
}

function text(name: string): Code {
  return [...unsigned(name.length), ...[...name].map((letter) => letter.charCodeAt(0))];
}

// LEB128, seven bits a byte.
function unsigned(value: number): Code {
  const rest = Math.floor(value / 128);
  return rest === 0 ? [value] : [(value % 128) | 0x80, ...unsigned(rest)];
}

function signed(value: number): Code {
  const low = value & 0x7f;
  const rest = value >> 7;
  const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return last ? [low] : [low | 0x80, ...signed(rest)];
}
