import type { Progress } from '../../study/execution.ts';

/** The signals that end a run on request, and the status that the process then ends with. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof STATUS;

/** Where signals are heard, and how the process then ends. */
interface Surroundings {
  on(signal: Signal, heard: (signal: Signal) => void): unknown;
  off(signal: Signal, heard: (signal: Signal) => void): unknown;
  exit(code: number): void;
}

/**
 * Progress that, while other processes compute, answers an interrupt (Ctrl-C) and a termination by what is kept, and
 * ends with 130 or 143. Where this process computes, the signal ends it at once, as it does where nobody listens.
 * @param store the folder that keeps what is computed
 */
export function interruptible(
  progress: Progress,
  store: string,
  tell: (line: string) => void,
  around: Surroundings = process,
): { readonly progress: Progress; stop(): void } {
  let [kept, total] = [0, 0];
  const signals = Object.keys(STATUS) as Signal[];
  const heard = (signal: Signal) => {
    tell(
      `interrupted: ${kept} of ${total} stages of this run are done, and their results kept in ${store}; the same command goes on from there`,
    );
    around.exit(STATUS[signal]);
  };
  const stop = () => {
    for (const signal of signals) around.off(signal, heard);
  };
  return {
    progress: {
      begin(stages, apart) {
        stop();
        [kept, total] = [0, stages.length];
        if (apart) for (const signal of signals) around.on(signal, heard);
        progress.begin?.(stages, apart);
      },
      done(done, all, stage) {
        [kept, total] = [done, all];
        progress.done(done, all, stage);
      },
      note: (stage, note) => progress.note(stage, note),
    },
    stop,
  };
}
