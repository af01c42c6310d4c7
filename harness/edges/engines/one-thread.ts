import { InputError } from '../../numeric/input-error.ts';
import { DEFAULT_ENGINE } from './default-engine.ts';

/** Why the stages of a run take one thread on an engine; undefined where any number of them gives the same bytes. */
export function oneThreadInStages(engine: string): string | undefined {
  if (engine === DEFAULT_ENGINE) return undefined;
  return oneThread(engine) ?? `several threads are not known to give the same bytes on ${engine}`;
}

/** Why an engine has one thread, where it has. */
export function oneThread(engine: string): string | undefined {
  return engine === 'tfjs-wasm' ? 'WebAssembly runs in one thread' : undefined;
}

/** @throws InputError where more threads are asked for than `why` leaves, with what to do for speed */
export function assertOneThread(threads: number | undefined, why: string | undefined, remedy: string): void {
  if (why === undefined || threads === undefined || threads === 1) return;
  throw new InputError({
    where: '--threads',
    expected: `1, since ${why}`,
    got: `${threads}`,
    remedy: `leave it out${remedy}`,
  });
}
