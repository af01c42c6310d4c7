/** How reports sum up: families of claims, and the figures that stand first. */
export interface Digest {
  readonly families: readonly Family[];
  readonly keyFigures: readonly KeyFigure[];
}

/** A number that reports begin with, on every data set: one quantity, or several beside each other. */
export interface KeyFigure {
  readonly id: string;
  readonly title: string;
  readonly of: readonly (Quantity & { readonly as?: string })[];
}

/** Claims about one thing, and what experiments may say of the reasons where such a claim fails. */
export interface Family {
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  readonly mechanisms?: readonly Mechanism[];
}

/** A question on every data set, with what is said for each answer: where a claim of the family fails. */
export interface Mechanism {
  readonly id: string;
  /** What is looked at, as its sentence begins. */
  readonly title: string;
  readonly of: readonly Quantity[];
  /** Which of these are printed, by position; all where it is absent. */
  readonly print?: readonly number[];
  /** The first whose conditions hold on a data set is the answer there. */
  readonly cases: readonly Case[];
  /** The answer where none of them holds. `{sets}` stands for the data sets, as in every finding. */
  readonly otherwise: string;
}

/** A statistic that has a value and an interval on each data set. */
export interface Quantity {
  readonly experiment: string;
  readonly statistic: string;
  /** JSON pointer to the interval; `/ci95` where it is absent. Its value stands beside it. */
  readonly interval?: string;
}

export interface Case {
  readonly when: readonly Condition[];
  readonly finding: string;
}

/** Where an interval must lie: wholly above or wholly below a bound. */
export interface Condition {
  /** Which quantity, by position. */
  readonly of: number;
  readonly above?: number;
  readonly below?: number;
}
