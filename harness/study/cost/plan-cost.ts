import { inOrder, type Stage } from '../../pipeline/stage.ts';
import { type Speed, stageSeconds } from '../../pipeline/stage-seconds.ts';
import type { ClaimNeeds } from './claim-needs.ts';
import { type Lanes, workingLanes } from './lanes.ts';
import { type Critical, schedule } from './schedule.ts';
import { threadGain } from './thread-gain.ts';

/** What the stages that are to be computed take. */
export interface PlanCost extends Amount {
  readonly speed: PlanSpeed;
  /** Bytes that their results take in the store, at most, and in the end, when parts are gone whose whole is stored. */
  readonly bytes: number;
  readonly bytesKept: number;
  /** Bytes of memory of the stage that takes most: what each process must have. */
  readonly memory: number;
  readonly critical: Critical;
  /** On so many machines, a stage being no further divided; what is asked for beyond the cores waits. */
  readonly machines: readonly (Lanes & { readonly nodes: number; readonly seconds: number })[];
  /** What each claim takes by itself, of what is not stored yet. */
  readonly claims: readonly ClaimCost[];
}

/** How fast networks run in one thread, and what more of them gain. */
export interface PlanSpeed extends Speed {
  /** The share of their work that threads do not shorten. */
  readonly serial: number;
}

/** Work by networks, and the time of all work, in one worker. */
export interface Amount {
  /** Calls of a denoiser for one image each. */
  readonly calls: number;
  readonly flop: number;
  readonly seconds: number;
}

export interface ClaimCost extends Amount {
  readonly claim: string;
  /** Its parts that the plan has statistics for. */
  readonly decidable: readonly string[];
  /** The others, each with what it lacks. */
  readonly lacking: readonly { readonly part: string; readonly reason: string }[];
}

/**
 * What a plan takes: estimates before anything runs.
 * @param missing the stages that are to be computed, inputs first
 * @param lanes processes and threads of a machine of so many cores
 * @param nodes how many machines are asked about, besides one
 */
export function planCost(
  missing: readonly Stage[],
  claims: readonly ClaimNeeds[],
  speed: PlanSpeed,
  { cores, ...lanes }: Lanes & { readonly cores: number },
  nodes: number,
): PlanCost {
  const secondsOf = (stage: Stage) => stageSeconds(stage, speed);
  const toCompute = new Set(missing.map(({ key }) => key));
  const working = workingLanes(lanes, { cores });
  const threaded = (stage: Stage) =>
    stageSeconds(stage, { flops: speed.flops * threadGain(stage, working.threads, speed.serial) });
  const scheduled = [...new Set([1, nodes])].map((count) => ({
    nodes: count,
    ...lanes,
    ...schedule(missing, threaded, count * working.jobs),
  }));
  return {
    speed,
    ...amountOf(missing, secondsOf),
    bytes: bytesOf(missing),
    bytesKept: bytesOf(missing.filter(({ part }) => !part)),
    memory: Math.max(0, ...missing.map(({ memory = 0 }) => memory)),
    critical: scheduled[0]!.critical,
    machines: scheduled.map(({ critical: _, ...machine }) => machine),
    claims: claims.map(({ claim, parts }) => {
      const own = inOrder(parts.flatMap(({ stages }) => stages)).filter(({ key }) => toCompute.has(key));
      return {
        claim,
        ...amountOf(own, secondsOf),
        decidable: parts.flatMap(({ part, lacks }) => (lacks === undefined ? [part] : [])),
        lacking: parts.flatMap(({ part, lacks }) => (lacks === undefined ? [] : [{ part, reason: lacks }])),
      };
    }),
  };
}

function bytesOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

function amountOf(stages: readonly Stage[], secondsOf: (stage: Stage) => number): Amount {
  const sum = (of: (stage: Stage) => number) => stages.reduce((total, stage) => total + of(stage), 0);
  return {
    // The work of a sampling is its calls for all images.
    calls: sum(({ calls, work }) => (calls === undefined ? 0 : work)),
    flop: sum(({ flop = 0 }) => flop),
    seconds: sum(secondsOf),
  };
}
