import { saveTheState } from '../source.ts';
import type { PickleInput } from './input.ts';
import type { Known, Pickled, Resolver } from './pickled.ts';

/** What the instructions of a pickle work on: the bytes that are left, a stack with marks, and a memory. */
export class PickleMachine {
  readonly input: PickleInput;
  readonly #resolver: Resolver;
  readonly #stack: Pickled[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, Pickled>();

  constructor(input: PickleInput, resolver: Resolver) {
    this.input = input;
    this.#resolver = resolver;
  }

  push(value: Pickled): void {
    this.#stack.push(value);
  }

  pop(): Pickled {
    // What lies below a mark belongs to the container that the mark opened.
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) throw this.input.refuse('a value', 'an empty stack');
    return this.#stack.pop()!;
  }

  /** The last `count` values, in the order in which they were pushed. */
  popped(count: number): Pickled[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  top(): Pickled | undefined {
    return this.#stack.at(-1);
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  sinceMark(): Pickled[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.input.refuse('a mark', 'none');
    return this.#stack.splice(mark);
  }

  /** Puts items at the end of the list on top. */
  append(items: readonly Pickled[]): void {
    const target = this.top();
    if (!Array.isArray(target)) throw this.input.refuse('a list', 'something else');
    for (const item of items) target.push(item);
  }

  /** Puts keys and values, in turns, into the dictionary on top. */
  setItems(items: readonly Pickled[]): void {
    const target = this.top();
    if (!(target instanceof Map) || items.length % 2 !== 0) {
      throw this.input.refuse('a dictionary', 'something else');
    }
    for (let i = 0; i < items.length; i += 2) target.set(items[i]!, items[i + 1]!);
  }

  remember(index: number): void {
    if (this.#stack.length === 0) throw this.input.refuse('a value to remember', 'none');
    this.#memo.set(index, this.top()!);
  }

  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(index: number): void {
    if (!this.#memo.has(index)) throw this.input.refuse('a value remembered before', `number ${index}`);
    this.push(this.#memo.get(index)!);
  }

  name(module: unknown, name: unknown): void {
    if (typeof module !== 'string' || typeof name !== 'string') {
      throw this.input.refuse('a name', 'something else');
    }
    this.push(this.#resolver.global(module, name));
  }

  persistent(id: Pickled): void {
    this.push(this.#resolver.persistent(id));
  }

  /** Calls the name below the top with the arguments on top. */
  call(): void {
    const [callee, args] = this.popped(2);
    const known = callee as Known;
    if (!Array.isArray(args) || known?.kind !== 'known' || !known.call) {
      throw this.input.refuse(
        'tensors and plain containers',
        `a call of ${known?.kind === 'known' ? known.name : 'a value'}`,
        saveTheState,
      );
    }
    this.push(known.call(args));
  }
}
