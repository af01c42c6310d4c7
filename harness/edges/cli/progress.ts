import type { Progress } from '../executors/local.ts';

/** A progress bar on standard error; nothing where that is no terminal or `quiet` is set. */
export async function progressBar(quiet: boolean): Promise<{ update: Progress; stop(): void }> {
  if (quiet || !process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: '{bar} {value}/{total} {eta_formatted} {label}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  let started = false;
  return {
    update(done, total, stage) {
      if (!started) bar.start(total, 0, { label: '' });
      started = true;
      bar.update(done, { label: stage.label });
    },
    stop: () => bar.stop(),
  };
}
