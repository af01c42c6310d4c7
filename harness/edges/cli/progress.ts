import type { Stage } from '../../pipeline/stage.ts';
import { stageSeconds, usualFlops } from '../../pipeline/stage-seconds.ts';
import { type Progress, silent } from '../../study/execution.ts';
import { leftInWords, timeLeft } from '../../study/time-left.ts';

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

/** What is told of a study while it runs. */
export interface Telling {
  readonly update: Progress;
  stop(): void;
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

const MINUTE = 60_000;

/**
 * A line at most every minute: how many stages are done, how many a minute, and the time that is left.
 * @param now milliseconds from any start
 */
export function aLineAMinute(tell: (line: string) => void, now: () => number): Telling {
  const clock = stageClock(now);
  let [last, done, total, doing] = [now(), 0, 0, ''];
  const due = () => {
    if (now() - last < MINUTE) return;
    last = now();
    const rate = (done / clock.seconds()) * 60;
    const speed = rate >= 1 ? `${Math.round(rate)} a minute` : `${(rate * 60).toPrecision(2)} an hour`;
    tell(`${done} of ${total} stages, ${speed}, ${clock.left()}${doing && `; ${doing}`}`);
  };
  const timer = setInterval(due, MINUTE).unref();
  return {
    update: {
      begin(stages) {
        clock.begin(stages);
        total = stages.length;
      },
      done(count, all, stage) {
        clock.done(stage);
        [done, total, doing] = [count, all, stage.label];
        due();
      },
      note(stage, note) {
        doing = `${stage.label}: ${note}`;
        due();
      },
    },
    stop: () => clearInterval(timer),
  };
}

/** A stage's share of the whole time: its estimate, and what each stage takes to be begun and stored. */
function weightOf(stage: Stage): number {
  return 0.01 + stageSeconds(stage, { flops: usualFlops });
}

/** The time that stages take and may still take. */
function stageClock(now: () => number) {
  let [begun, left] = [now(), timeLeft(0)];
  const seconds = () => (now() - begun) / 1000;
  return {
    seconds,
    begin(stages: readonly Stage[]) {
      begun = now();
      left = timeLeft(stages.reduce((sum, stage) => sum + weightOf(stage), 0));
    },
    done: (stage: Stage) => left.done(weightOf(stage)),
    left: () => leftInWords(left.at(seconds())),
  };
}
