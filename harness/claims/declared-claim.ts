import type { Tier } from './verdict.ts';

/** A claim as a hand writes it: with loops, and without what has a default. */
export interface DeclaredClaim {
  readonly id: string;
  readonly statement: string;
  readonly headline?: string;
  readonly place: string;
  readonly printed: string;
  readonly inBrief?: string;
  readonly experiment: string;
  /** Values that several loops and texts share: `"for": { "sampler": "{samplers}" }`. */
  readonly names?: Readonly<Record<string, unknown>>;
  /** What parts need that do not say so themselves. */
  readonly needs?: string;
  /** What the scores of all counterexamples have in common. */
  readonly planted?: Distribution;
  readonly parts: readonly DeclaredPart[];
}

/** A part with a check of it; one with several stands as often, by the same id. */
export interface DeclaredPart extends Partial<DeclaredCheck> {
  readonly for?: unknown;
  readonly id: string;
  /** The claim's where it is left out. */
  readonly statement?: string;
  readonly needs?: string;
}

export interface DeclaredCheck {
  /** All that have rows where it is left out. */
  readonly tiers?: readonly Tier[];
  /** The claim's where it is left out. */
  readonly experiment?: string;
  readonly reason: string;
  /** Groups and interval of the criteria that name none. */
  readonly on?: Groups;
  readonly interval?: string | null;
  readonly criteria: readonly DeclaredCriterion[];
  readonly counterexample: DeclaredCounterexample;
}

/** Groups by their data sets, or by the levels of any factors. */
export type Groups = OneOrSeveral | Readonly<Record<string, OneOrSeveral>>;

type OneOrSeveral = string | readonly string[];

/** A criterion: exactly one of `above`, `below`, `within` and `near`. */
export interface DeclaredCriterion {
  readonly for?: unknown;
  readonly label: string;
  /** Id of a statistic, with the place of the value in its result after it: `comparison/described/test/log10p`. */
  readonly statistic: string;
  readonly on?: Groups;
  /** Place of the interval, where it is not beside the value; null for a value without sampling error, as a p value is unasked. */
  readonly interval?: string | null;
  readonly above?: number;
  readonly below?: number;
  readonly within?: readonly [number, number];
  readonly near?: readonly [number, number];
}

export interface DeclaredCounterexample {
  readonly because: string;
  /** What the cells have in common. */
  readonly all?: Distribution;
  readonly cells: readonly PlantedScores[];
}

/** How scores are drawn; `in` is what the cells' names begin with. */
export interface Distribution {
  readonly score?: string;
  readonly in?: string;
  /** Samples: 8 where it is left out. */
  readonly n?: number;
  /** Standard deviation of what is the cell's own ... */
  readonly sd?: number;
  /** ... and of what the cells of a data set share: 0 where it is left out. */
  readonly shared?: number;
}

/** A score of some cells: its mean in each. */
export interface PlantedScores extends Distribution {
  readonly for?: unknown;
  readonly means: Readonly<Record<string, number>>;
  /** Every so many-th sample is higher by this than the others. */
  readonly but?: { readonly every: number; readonly by: number };
}
