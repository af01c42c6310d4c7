/** One thing to time, and a Python snippet whose `run()` does the same on an equal input. */
export interface Bench {
  readonly name: string;
  readonly run: () => void | Promise<void>;
  /**
   * Defines `run()`. Its folder of modules is golden/oracles, so that `metrics_inputs.draws` gives it the very
   * numbers that the oracles' generator gives us.
   */
  readonly python?: string;
}

/** What was measured of a bench: runs a second of ours and, where Python has the modules, of Python's. */
export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly python?: number;
  /** Ours over Python's. */
  readonly ratio?: number;
  /** Why there is nothing to compare with. */
  readonly skipped?: string;
}
