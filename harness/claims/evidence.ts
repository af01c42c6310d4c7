import type { ResultUnits } from '../numeric/unit.ts';
import type { Check } from './claim.ts';
import type { Tier } from './verdict.ts';

/** A statistic as the judge needs it; the pipeline's results have these fields. */
export interface Evidence {
  readonly id: string;
  /** What it is, in words. */
  readonly title?: string;
  readonly group: Readonly<Record<string, string>>;
  readonly n: number;
  readonly subjects: number;
  /** What n counts where it is not images. */
  readonly counts?: 'resamples' | 'points' | 'losses';
  /** Why its intervals are to be taken with care. */
  readonly cautions?: readonly string[];
  /** The options that its procedure ran with. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
  /** The unit of each number of the result. */
  readonly units: ResultUnits;
}

/** What an experiment gave in a tier: its statistics, or why there are none. */
export type ExperimentEvidence =
  | {
      readonly statistics: readonly Evidence[];
      readonly absent: readonly Absent[];
      /** Data sets that say what the whole of them has, with what was there; groups name them by their role. */
      readonly reach?: readonly Reach[];
    }
  | { readonly untestable: string; readonly unfetched?: readonly string[] };

/** How much of a data set was there. */
export interface Reach {
  readonly role: string;
  readonly dataset: string;
  readonly images: number;
  readonly whole: { readonly images: number; readonly subjects?: number };
}

/** A group of a statistic that could not be computed, and what it lacks. */
export interface Absent {
  readonly statistic: string;
  readonly group: Readonly<Record<string, string>>;
  readonly reason: string;
  /** The asset that nobody has fetched, where it is that. */
  readonly unfetched?: string;
}

/** The judge's access to evidence: by tier and experiment id, for a check where the tier has one. */
export type EvidenceOf = (tier: Tier, experiment: string, check?: Check) => ExperimentEvidence;
