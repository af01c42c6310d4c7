import type { Comparator } from './comparator.ts';
import type { Tier } from './verdict.ts';

/** One comparison of a statistic's value with what the claim says. */
export interface Criterion {
  readonly label: string;
  /**
   * Id of a statistic of the experiment, or a pattern of ids in which `*` stands for anything; the criterion holds when
   * it holds in every group of each.
   */
  readonly statistic: string;
  /** Limits the criterion to the groups with these levels: `{ "dataset": ["faces", "textures"] }`. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** JSON pointer into the statistic's result: the value. */
  readonly value: string;
  /** JSON pointer to the interval `[low, high]`; null for a value without sampling error. */
  readonly interval: string | null;
  readonly comparator: Comparator;
}

/** How an experiment decides a part of a claim, in the tiers where it can. */
export interface Check {
  readonly tiers: readonly Tier[];
  readonly experiment: string;
  /** Where the paper gives no threshold: why this one. */
  readonly reason: string;
  readonly criteria: readonly Criterion[];
  /** Scores on which the check must fail; a specification runs them all. */
  readonly counterexample: {
    readonly because: string;
    /** Per cell and score, one number per sample. */
    readonly cells: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  };
}

/** Something that a claim says and that can be decided on its own. */
export interface Part {
  readonly id: string;
  readonly statement: string;
  readonly checks: readonly Check[];
  /** What is missing, where a tier has no check; by default the claim's experiment. */
  readonly needs?: string;
}

/** One sentence of the paper that data can contradict. */
export interface Claim {
  readonly id: string;
  readonly statement: string;
  /** It in so few words that a line has room for them; the statement itself where it is absent. */
  readonly headline?: string;
  /** Where it stands in the paper. */
  readonly place: string;
  /** The printed values, as text; empty where none is recoverable. */
  readonly printed: string;
  /** One of them, or their range, where a line has room for one; all where it is absent. */
  readonly inBrief?: string;
  /** The experiment that decides it. */
  readonly experiment: string;
  readonly parts: readonly Part[];
}
