import type { InputError } from '../../../../numeric/input-error.ts';
import { misread } from '../source.ts';

/** The bytes of a pickle, read from front to back. */
export class PickleInput {
  readonly #where: string;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at: number;

  constructor(where: string, bytes: Uint8Array<ArrayBuffer>, begin: number) {
    this.#where = where;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = begin;
  }

  /** The byte that is read next. */
  get at(): number {
    return this.#at;
  }

  /** An error at this place. */
  refuse(expected: string, got: string, remedy?: string): InputError {
    return misread(`${this.#where} (pickle, byte ${this.#at})`, expected, got, remedy);
  }

  skip(length: number): void {
    this.#take(length);
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!;
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }

  /** A whole number of so many bytes, its sign in the last. */
  integer(length: number): number {
    const from = this.#take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.#bytes[from + i]!);
    return Number(BigInt.asIntN(8 * length, value));
  }

  /** A whole number that says its own length: one beyond any number that a network has is read as not finite. */
  longInteger(): number {
    const length = this.int32();
    if (length <= 128) return this.integer(length);
    this.skip(length);
    return Number.NaN;
  }

  raw(length: number): Uint8Array {
    const from = this.#take(length);
    return this.#bytes.slice(from, from + length);
  }

  text(length: number): string {
    const from = this.#take(length);
    try {
      return decoder.decode(this.#bytes.subarray(from, from + length));
    } catch {
      throw this.refuse('text', 'bytes that are not UTF-8');
    }
  }

  line(): string {
    const end = this.#bytes.indexOf(NEWLINE, this.#at);
    if (end < 0) throw this.refuse('a line', 'none');
    const read = this.text(end - this.#at);
    this.#at++;
    return read;
  }

  #take(length: number): number {
    const from = this.#at;
    if (length < 0 || from + length > this.#bytes.length)
      throw this.refuse('a whole pickle', 'one that is cut');
    this.#at += length;
    return from;
  }
}

const NEWLINE = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true });
