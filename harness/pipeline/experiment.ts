/** A level of a factor: an id, and for all but datasets what it stands for (`kind` and its options). */
export interface Level {
  readonly id: string;
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** A score to take of every image. */
export interface ScoreDeclaration {
  readonly id: string;
  readonly metric: string;
  /** What the image is compared with. */
  readonly reference: 'true-hr';
  readonly convention: Readonly<Record<string, unknown>>;
}

/** A weighted score of one cell; a sum of terms gives one number per sample. */
export interface Term {
  readonly weight: number;
  readonly score: string;
  /** Level ids by factor; a factor with one level, or one that groups, may be left out. */
  readonly cell: Readonly<Record<string, string>>;
}

/** A statistic over rows. Exactly one of `x` (with or without `y`) and `points` is given. */
export interface StatisticDeclaration {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Factors over whose levels the statistic is repeated. */
  readonly by: readonly string[];
  readonly procedure: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly x?: readonly Term[];
  readonly y?: readonly Term[];
  /** A curve: at each abscissa the mean of the terms over the samples. */
  readonly points?: readonly { readonly at: number; readonly terms: readonly Term[] }[];
}

/** A figure of a known kind, over scores or statistics. */
export interface FigureDeclaration {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly [option: string]: unknown;
}

/** Images of chosen samples, side by side: HR, the LR and SR of each named cell, error maps. */
export interface PanelDeclaration {
  readonly id: string;
  readonly title: string;
  /** A sample id, or the one that ranks so by a score in the first cell. */
  readonly sample: string | { readonly rank: 'lowest' | 'median' | 'highest'; readonly score: string };
  readonly cells: readonly Readonly<Record<string, string>>[];
}

/** What to run and what to compute from it. Data only. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly cells: {
    /** Ids of `experiments/datasets.json`, or `*` for all of the profile. */
    readonly dataset: readonly string[];
    readonly degradation: readonly Level[];
    readonly method: readonly Level[];
  };
  readonly scores: readonly ScoreDeclaration[];
  readonly statistics: readonly StatisticDeclaration[];
  readonly figures: readonly FigureDeclaration[];
  readonly panels: readonly PanelDeclaration[];
}

/** The scale at which experiments run. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The evidence tier of its verdicts. */
  readonly tier: 'embedded' | 'paper';
  readonly datasets: readonly string[];
  readonly seed: number;
  /** At most so many samples of each data set, evenly spaced; null for all. */
  readonly samplesPerDataset: number | null;
}
