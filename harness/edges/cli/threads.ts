import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { overfull } from '../../study/cost/lanes.ts';
import { tell } from './tell.ts';

/** Adds `--threads` to a command that runs networks in this process; one a core where it is left out. */
export function withThreads(command: Command): Command {
  return command.addOption(
    new Option('--threads <number>', 'threads of the networks')
      .argParser(threadsOfThis)
      .default(availableParallelism(), 'one a core'),
  );
}

/** The number of threads that a flag asks of this process; more than the cores is told. */
export function threadsOfThis(text: string): number {
  const threads = threadsOf(text);
  const fault = overfull({ jobs: 1, threads }, { cores: availableParallelism() });
  if (fault !== undefined) tell(fault);
  return threads;
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
