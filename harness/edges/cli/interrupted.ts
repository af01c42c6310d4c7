import type { Progress } from '../../study/execution.ts';

/** Where an interrupt is heard, and how the process then ends. */
interface Surroundings {
  once(signal: 'SIGINT', heard: () => void): unknown;
  off(signal: 'SIGINT', heard: () => void): unknown;
  exit(code: number): void;
}

/**
 * Progress that, while other processes compute, answers an interrupt (Ctrl-C) by what is kept, and ends with 130. Where
 * this process computes, off a terminal, the signal ends it at once, as it does where nobody listens.
 * @param store the folder that keeps what is computed
 */
export function interruptible(
  progress: Progress,
  store: string,
  tell: (line: string) => void,
  around: Surroundings = process,
): { readonly progress: Progress; stop(): void } {
  let [kept, total] = [0, 0];
  const heard = () => {
    tell(
      `interrupted: ${kept} of ${total} stages of this run are done, and their results kept in ${store}; the same command goes on from there`,
    );
    around.exit(130);
  };
  return {
    progress: {
      begin(stages, apart) {
        total = stages.length;
        if (apart) around.once('SIGINT', heard);
        progress.begin?.(stages, apart);
      },
      done(done, all, stage) {
        [kept, total] = [done, all];
        progress.done(done, all, stage);
      },
      note: (stage, note) => progress.note(stage, note),
    },
    stop: () => around.off('SIGINT', heard),
  };
}
