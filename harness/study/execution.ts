import type { Stage } from '../pipeline/stage.ts';

/** What became of a run's stages. */
export interface Execution {
  /** Seconds by key of the stages that were computed. */
  readonly seconds: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
  /** Stages that failed, and those that needed them. */
  readonly undone: readonly Stage[];
}

/** When a stage's result was computed, by this run or an earlier one. */
export interface StageTimes {
  readonly seconds: number;
  /** ISO 8601, in UTC. */
  readonly began: string;
  readonly ended: string;
}

/** A stage that failed, or whose input did. */
export interface Failure {
  readonly stage: Stage;
  readonly error: Error;
}

/** Told of every stage that ends. */
export interface Progress {
  /** These stages are to be computed, in other processes (`apart`) or in this one; absent where nobody asks. */
  begin?(missing: readonly Stage[], apart: boolean): void;
  /** A stage has ended. */
  done(done: number, total: number, stage: Stage): void;
  /** A stage says how far it is. */
  note(stage: Stage, note: string): void;
}

/** Tells nobody. */
export const silent: Progress = { done: () => {}, note: () => {} };
