/** Claims about one thing, and what experiments may say of the reasons where such a claim fails. */
export interface Family {
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  readonly mechanisms?: readonly Mechanism[];
}

/** A sentence that is said of the data sets on which all conditions hold, where a claim of the family fails. */
export interface Mechanism {
  readonly id: string;
  readonly when: readonly Condition[];
  /** `{sets}` stands for the data sets. */
  readonly sentence: string;
}

/** An interval that a statistic must have: wholly above or wholly below a bound. */
export interface Condition {
  readonly experiment: string;
  readonly statistic: string;
  /** JSON pointer to the interval; `/ci95` where it is absent. */
  readonly interval?: string;
  readonly above?: number;
  readonly below?: number;
}
