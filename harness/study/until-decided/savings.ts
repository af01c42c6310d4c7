import type { Stage } from '../../pipeline/stage.ts';
import { stageSeconds, usualFlops } from '../../pipeline/stage-seconds.ts';

/** What was taken of the images that the means of claims rest on, and what stopping saved. */
export interface Savings {
  readonly taken: Effort;
  readonly saved: Effort;
}

/** Work in stages, in calls of denoisers, and in hours that one worker is estimated to take. */
export interface Effort {
  readonly stages: number;
  readonly calls: number;
  readonly hours: number;
}

/** @param flops a second of one worker, where they were measured here */
export function savingsOf(
  taken: readonly Stage[],
  all: readonly Stage[],
  flops: number = usualFlops,
): Savings {
  const keys = new Set(taken.map(({ key }) => key));
  return {
    taken: effortOf(taken, flops),
    saved: effortOf(
      all.filter(({ key }) => !keys.has(key)),
      flops,
    ),
  };
}

function effortOf(stages: readonly Stage[], flops: number): Effort {
  const sum = (of: (stage: Stage) => number) => stages.reduce((total, stage) => total + of(stage), 0);
  return {
    stages: stages.length,
    calls: sum(({ calls, work }) => (calls === undefined ? 0 : work)),
    hours: sum((stage) => stageSeconds(stage, { flops })) / 3600,
  };
}
