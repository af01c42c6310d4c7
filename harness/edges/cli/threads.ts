import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { overfull } from '../../study/cost/lanes.ts';
import { assertOneThread, oneThread } from '../engines/one-thread.ts';
import type { EngineChoice } from '../engines/open-engine.ts';
import { tell } from './tell.ts';

/**
 * Adds `--threads` to a command that runs networks in this process; one a core where it is left out. More than an engine
 * has are refused.
 */
export function withThreads(command: Command): Command {
  command.hook('preAction', async (_, action) => {
    const { threads, engine } = action.opts<{ readonly threads: number; readonly engine?: EngineChoice }>();
    // What stands in where no engine is asked for is several times slower anyway, and says so.
    if (action.getOptionValueSource('threads') === 'default' || !engine?.startsWith('tfjs')) return;
    const { engineNamed } = await import('../engines/open-engine.ts');
    assertOneThread(threads, oneThread(engineNamed(engine)), ', or take another --engine');
  });
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
