/** A way of getting an effect size and an interval from the same pairs. */
export interface IntervalVariant {
  /** The standard deviation that d divides by: of the differences, or pooled over the two arms. */
  readonly effect: 'dz' | 'pooled';
  /** Whether pairs are kept together, or each arm is taken on its own. */
  readonly pairing: 'paired' | 'independent';
  readonly method: 'bootstrap' | 'normal' | 't';
}

/** A variant with the interval that it gives. */
export interface CiVariant extends IntervalVariant {
  readonly n: number;
  /** The ends that follow from the printed difference, d and n; where `correlation` is set, with that correlation. */
  readonly low: number;
  readonly high: number;
  readonly matches: boolean;
  /** Where d and interval go by different spreads: the correlation between the arms that would join them. */
  readonly correlation?: number;
  readonly meaning: string;
}
