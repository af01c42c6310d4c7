import { type Progress, silent } from '../../study/execution.ts';

/** A progress bar on standard error; nothing where that is no terminal or `quiet` is set. */
export async function progressBar(quiet: boolean): Promise<{ update: Progress; stop(): void }> {
  if (quiet || !process.stderr.isTTY) return { update: silent, stop: () => {} };
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: '{bar} {value}/{total} {eta_formatted} {label}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  let started = false;
  return {
    update: {
      done(done, total, stage) {
        if (!started) bar.start(total, 0, { label: '' });
        started = true;
        bar.update(done, { label: stage.label });
      },
      note(stage, note) {
        if (started) bar.update({ label: `${stage.label}: ${note}` });
      },
    },
    stop: () => bar.stop(),
  };
}
