import { silent } from '../../study/execution.ts';
import { leftInWords, timeLeft } from '../../study/time-left.ts';
import { aLineAMinute, type Telling } from './line-a-minute.ts';
import { stageClock } from './stage-clock.ts';

/** A progress bar on standard error over so many of something. */
export interface CountBar {
  /** @param left what to say of the time that is left; by the count where it is absent */
  told(done: number, total: number, label: string, left?: string): void;
  stop(): void;
}

/** A bar that counts; nothing where standard error is no terminal or `quiet` is set. */
export async function countBar(quiet: boolean): Promise<CountBar | undefined> {
  if (quiet || !process.stderr.isTTY) return undefined;
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: '{bar} {value}/{total} {left} {label}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  const begun = performance.now();
  let byCount: { readonly left: ReturnType<typeof timeLeft>; done: number } | undefined;
  return {
    told(done, total, label, left) {
      if (!byCount) bar.start(total, 0, { label: '', left: '' });
      byCount ??= { left: timeLeft(total), done: 0 };
      byCount.left.done(done - byCount.done);
      byCount.done = done;
      bar.setTotal(total);
      const told = left ?? leftInWords(byCount.left.at((performance.now() - begun) / 1000));
      bar.update(done, { label, left: told });
    },
    stop: () => bar.stop(),
  };
}

/** A bar over the stages of a study; off a terminal a line a minute. */
export async function progressBar(quiet: boolean): Promise<Telling> {
  if (quiet) return { update: silent, stop: () => {} };
  const bar = await countBar(false);
  const tell = (line: string) => process.stderr.write(`latent-sr: ${line}\n`);
  return bar ? onBar(bar) : aLineAMinute(tell, () => performance.now());
}

function onBar(bar: CountBar): Telling {
  const clock = stageClock(() => performance.now());
  let last: readonly [done: number, total: number] | undefined;
  return {
    update: {
      begin: clock.begin,
      done(done, total, stage) {
        clock.done(stage);
        last = [done, total];
        bar.told(done, total, stage.label, clock.left());
      },
      note(stage, note) {
        if (last) bar.told(...last, `${stage.label}: ${note}`, clock.left());
      },
    },
    stop: bar.stop,
  };
}
