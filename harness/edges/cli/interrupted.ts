import type { Progress } from '../../study/execution.ts';

/** Where an interrupt is heard, and how the process then ends. */
interface Surroundings {
  once(signal: 'SIGINT', heard: () => void): unknown;
  off(signal: 'SIGINT', heard: () => void): unknown;
  exit(code: number): void;
}

/**
 * Progress that, while worker processes compute, answers an interrupt (Ctrl-C) by what is kept, and ends with 130. With
 * one process the work is done in this process, which the signal ends at once, as it does where nobody listens: there
 * somebody at a terminal is told before the work begins.
 * @param store the folder that keeps what is computed
 * @param attended whether somebody is at a terminal
 */
export function interruptible(
  progress: Progress,
  store: string,
  tell: (line: string) => void,
  around: Surroundings = process,
  attended = process.stderr.isTTY === true,
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
      begin(stages, processes) {
        total = stages.length;
        if (processes > 1) around.once('SIGINT', heard);
        else if (attended && total > 0)
          tell(
            `${total} stages; Ctrl-C ends this at once: what is done is kept in ${store}, and the same command goes on from there`,
          );
        progress.begin?.(stages, processes);
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
