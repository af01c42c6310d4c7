import { PickleInput } from './input.ts';
import { PickleMachine } from './machine.ts';
import { handlerOf, STOP } from './opcodes.ts';
import type { Pickled, Resolver } from './pickled.ts';

/**
 * A pickle's value, parsed and never executed: nothing is imported or constructed but what `resolver` knows; any
 * other object is kept as an opaque value.
 * @param begin where the pickle begins
 * @returns the value and where the pickle ends
 * @throws InputError on an instruction that reaches out of the file, and where the pickle is damaged.
 */
export function parsePickle(
  where: string,
  bytes: Uint8Array<ArrayBuffer>,
  begin: number,
  resolver: Resolver,
): { value: Pickled; end: number } {
  const input = new PickleInput(where, bytes, begin);
  const machine = new PickleMachine(input, resolver);
  for (;;) {
    const code = input.byte();
    if (code === STOP) return { value: machine.pop(), end: input.at };
    const handler = handlerOf(code);
    if (!handler) throw input.refuse('an instruction of plain data', `instruction 0x${code.toString(16)}`);
    handler(machine, input);
  }
}
