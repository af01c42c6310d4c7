import type { Command } from 'commander';
import { InputError } from '../../numeric/input-error.ts';

/** Adds `--threads` to a command that runs networks in this process. */
export function withThreads(command: Command): Command {
  return command.option('--threads <number>', 'threads of the engine', threadsOf, 1);
}

/** The number of threads that a flag asks for. @throws InputError unless it is a whole number above 0. */
export function threadsOf(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads > 0 && threads <= 1024) return threads;
  throw new InputError({
    where: '--threads',
    expected: 'a whole number from 1 to 1024',
    got: JSON.stringify(text),
    remedy: 'correct it',
  });
}
