import type { Stage } from '../../pipeline/stage.ts';
import { stageSeconds, usualFlops } from '../../pipeline/stage-seconds.ts';
import { leftInWords, timeLeft } from '../../study/time-left.ts';

/** A stage's share of the whole time: its estimate, and what each stage takes to be begun and stored. */
function weightOf(stage: Stage): number {
  return 0.01 + stageSeconds(stage, { flops: usualFlops });
}

/** The time that stages take and may still take. */
export function stageClock(now: () => number) {
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
