import type { PickleInput } from './input.ts';
import { isOpaque, type Known, opaque, type Pickled, type Resolver } from './pickled.ts';

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

  duplicate(): void {
    const value = this.pop();
    this.push(value);
    this.push(value);
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
    const list = isOpaque(target) ? target.parts : target;
    if (!Array.isArray(list)) throw this.input.refuse('a list', 'something else');
    for (const item of items) list.push(item);
  }

  /** Puts keys and values, in turns, into the dictionary on top. */
  setItems(items: readonly Pickled[]): void {
    const target = this.top();
    if (isOpaque(target)) {
      this.append(items);
      return;
    }
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
    const [callee, args] = this.popped(2) as [Pickled, Pickled];
    const made = Array.isArray(args) ? (callee as Known | null)?.call?.(args) : undefined;
    if (made === undefined) this.construct(callee, [args]);
    else this.push(made);
  }

  /** Keeps what a call of this would make as an opaque value. */
  construct(callee: Pickled, parts: Pickled[]): void {
    const known = callee as Known | null;
    if (known?.kind !== 'known' && !isOpaque(callee)) throw this.input.refuse('a name to call', 'a value');
    this.push(opaque(known!.name, isOpaque(callee) ? [callee, ...parts] : parts));
  }

  /** The attributes of a dictionary, such as the versions of a state dictionary, are left out. */
  setAttributes(attributes: Pickled): void {
    const target = this.top();
    if (isOpaque(target)) target.parts.push(attributes);
    else if (!(target instanceof Map)) throw this.input.refuse('attributes of an object', 'of a plain value');
  }
}
