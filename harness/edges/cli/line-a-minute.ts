import type { Progress } from '../../study/execution.ts';
import { stageClock } from './stage-clock.ts';

/** What is told of a study while it runs. */
export interface Telling {
  readonly update: Progress;
  stop(): void;
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
