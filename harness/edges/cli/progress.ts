import { type Progress, silent } from '../../study/execution.ts';

/** A progress bar on standard error over so many of something. */
export interface CountBar {
  told(done: number, total: number, label: string): void;
  stop(): void;
}

/** A bar that counts; nothing where standard error is no terminal or `quiet` is set. */
export async function countBar(quiet: boolean): Promise<CountBar | undefined> {
  if (quiet || !process.stderr.isTTY) return undefined;
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: '{bar} {value}/{total} {eta_formatted} {label}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  let started = false;
  return {
    told(done, total, label) {
      if (!started) bar.start(total, 0, { label: '' });
      started = true;
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop: () => bar.stop(),
  };
}

/** A progress bar over the stages of a study. */
export async function progressBar(quiet: boolean): Promise<{ update: Progress; stop(): void }> {
  const bar = await countBar(quiet);
  if (!bar) return { update: silent, stop: () => {} };
  let last: readonly [number, number] | undefined;
  return {
    update: {
      done(done, total, stage) {
        last = [done, total];
        bar.told(done, total, stage.label);
      },
      note(stage, note) {
        if (last) bar.told(...last, `${stage.label}: ${note}`);
      },
    },
    stop: bar.stop,
  };
}
