import type { Term } from '../language/contrast/term.ts';
import type { Word } from '../language/word.ts';
import type { NetworkBatch } from './plan/network-batch.ts';

export type { Term };

/** A level of a factor: an id, and what it stands for (`kind` and its options). */
export interface Level {
  readonly id: string;
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** Which runs of the training the networks of a cell come from. */
export interface SeedLevel {
  readonly id: string;
  readonly autoencoder: number;
  readonly denoiser: number;
}

/**
 * Cells as the product of their factors' levels. Data sets, autoencoders, denoisers and samplers are named by the
 * role that they play (`test`, `ours`, `main`); the profile says what plays it.
 */
export interface CellBlock {
  /** Roles of data sets, or `*` for the profile's main ones. */
  readonly dataset: readonly string[];
  /** `{ id, kind: 'task' }` is the data set's own degradation. */
  readonly degradation: readonly Level[];
  readonly method: readonly Level[];
  /** For methods with an autoencoder. */
  readonly autoencoder?: readonly string[];
  /** For methods with a denoiser, as are the two below. */
  readonly denoiser?: readonly string[];
  readonly sampler?: readonly string[];
  /** Where it is absent, the first run of each training. */
  readonly seed?: readonly SeedLevel[];
}

/** The factors in the order in which their levels make a cell's id. */
export const factorWords = {
  dataset: {
    title: 'Data set',
    description:
      'Which images: the role of a data set, which the profile fills; `*` stands for its main ones.',
  },
  degradation: { title: 'Degradation', description: 'How the LR image is made of the HR image.' },
  method: { title: 'Method', description: 'What makes an HR-sized image of the LR image.' },
  autoencoder: {
    title: 'Autoencoder',
    description: 'The role of the network whose latents a method works in; the profile says what plays it.',
  },
  denoiser: {
    title: 'Denoiser',
    description: 'The role of the diffusion network; the profile says what plays it.',
  },
  sampler: {
    title: 'Sampler',
    description: 'The role of the sampler; the profile gives its kind and options.',
  },
  seed: { title: 'Training seeds', description: 'Which runs of the trainings the networks come from.' },
} as const satisfies Readonly<Record<string, Word>>;

export const factors = Object.keys(factorWords) as readonly Factor[];

export type Factor = keyof typeof factorWords;

/** A score to take of every image in every cell that has what it needs. */
export interface ScoreDeclaration {
  readonly id: string;
  readonly metric: string;
  /**
   * What the image is compared with: the HR image, or `self`, what the cell's own autoencoder makes of it (the
   * release's reference).
   */
  readonly reference: 'true-hr' | 'self';
  /** `latent` compares the cell's latents with the HR image's latents. */
  readonly of?: 'image' | 'latent';
  /** Whose reconstruction is the noise floor: the cell's `own` autoencoder's, or that of a role. */
  readonly floor?: string;
  /** Whether the data set's mask limits the score. */
  readonly masked?: boolean;
  readonly convention: Readonly<Record<string, unknown>>;
  /** Of a `given` score, a plain number where it is absent; other metrics know theirs. */
  readonly unit?: string;
}

/** The metric of scores in tables that is none of the catalogue's. */
export const givenMetric = 'given';

export const givenMetricWords = {
  [givenMetric]: {
    title: 'A score from a table',
    description:
      'A number that somebody took, by a metric that is none of these: as it stands, in the unit that the score declares.',
  },
};

/** A point of a curve or scatter: the means of terms over the samples, or a given abscissa. */
export interface Point {
  /** Names the point; the abscissa as text where it is absent. */
  readonly id?: string;
  /** Points of one cluster belong together (a data set's). */
  readonly cluster?: string;
  readonly at: number | readonly Term[];
  readonly terms: readonly Term[];
}

/** A statistic over rows. Exactly one of `x` (with or without `y`) and `points` is given. */
export interface StatisticDeclaration {
  readonly id: string;
  readonly title: string;
  /** Factors over whose levels the statistic is repeated. */
  readonly by: readonly string[];
  /** Limits the groups to these levels. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  readonly procedure: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly x?: readonly Term[];
  readonly y?: readonly Term[];
  /**
   * x and y are of different samples (two data sets): the procedure gets the values of both as x, and as y 1 for
   * those of x and 0 for those of y.
   */
  readonly independent?: boolean;
  readonly points?: readonly Point[];
}

/** A figure of a known kind, over scores or statistics. */
export interface FigureDeclaration {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** A factor: one figure for every level of it. */
  readonly each?: string;
  /** The levels that it is limited to, by factor. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
}

/** Images of chosen samples, side by side: HR, the LR and SR of each named cell, error maps. */
export interface PanelDeclaration {
  readonly id: string;
  readonly title: string;
  /** A sample id, or the one that ranks so by a score in the first cell. */
  readonly sample: string | { readonly rank: 'lowest' | 'median' | 'highest'; readonly score: string };
  readonly cells: readonly Readonly<Record<string, string>>[];
  /** Roles of autoencoders whose reconstructions of the HR image are shown besides. */
  readonly reconstructions?: readonly string[];
  /** Maps of what SR images have and lack beyond `k` standard deviations of the error of an autoencoder. */
  readonly hallucination?: { readonly floor: string; readonly k: number };
}

/** What to run and what to compute from it. Data only. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Whether it runs only in profiles that list it, and where it is asked for by name. */
  readonly listed?: boolean;
  readonly cells: readonly CellBlock[];
  /** At most so many samples of each data set, evenly spaced, where the profile allows more. */
  readonly samplesPerDataset?: number;
  readonly scores: readonly ScoreDeclaration[];
  readonly statistics: readonly StatisticDeclaration[];
  readonly figures: readonly FigureDeclaration[];
  readonly panels: readonly PanelDeclaration[];
}

/** What a stage asks of a cluster's queue. What is left out is the usual: one core, 4 GB, an hour. */
export interface StageResources {
  readonly minutes?: number;
  readonly gigabytes?: number;
  readonly cores?: number;
  readonly gpus?: number;
  readonly partition?: string;
  readonly account?: string;
  /** Further options of the queue's own, each as it stands: `--qos=low`. */
  readonly options?: readonly string[];
  /** Lines of shell before the command, such as `module load nodejs/20`. */
  readonly setup?: readonly string[];
  /** Words before the command, such as a container's: `apptainer exec node.sif`. */
  readonly within?: string;
}

/** A profile whose golden values foretell another's, and what the images of both are called in sentences. */
export interface Foretelling {
  readonly profile: string;
  readonly there: string;
  readonly here: string;
}

/** The scale at which experiments run. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What a reader of its verdicts must know: stands beside their counts. */
  readonly caveat?: string;
  /** Whether it runs where none is named. */
  readonly default?: boolean;
  /** The profile that `--full` stands for. */
  readonly full?: string;
  /** The profile that `--train` stands for. */
  readonly trained?: string;
  /** The profile that is run after this one, where the data sets that differ are there. */
  readonly afterwards?: string;
  /** The profile that its verdicts are set beside. */
  readonly foretoldBy?: Foretelling;
  /** The evidence tier of its verdicts. */
  readonly tier: 'embedded' | 'paper' | 'imported';
  /** Declarations by role; null for a role that this profile has no data for. */
  readonly datasets: Readonly<Record<string, string | null>>;
  /** The roles that `*` stands for. */
  readonly main: readonly string[];
  /** Declarations of networks by role; null for a role that this profile cannot fill. */
  readonly autoencoders: Readonly<Record<string, string | null>>;
  readonly denoisers: Readonly<Record<string, string | null>>;
  readonly restorers: Readonly<Record<string, string | null>>;
  /** Samplers (`kind` and its options) by role: a schedule of 200 steps takes other numbers than one of 1,000. */
  readonly samplers: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  /** What every training of this profile changes in its declaration. */
  readonly training?: {
    /** At most so many steps. */
    readonly steps: number;
    /** At most so many subjects of each training set. */
    readonly subjects: number;
  };
  /** The experiments that run where none is asked for by name; where it is absent, all but those that ask to be listed. */
  readonly experiments?: readonly string[];
  /** Experiments that ask to be listed and run besides all the others. */
  readonly besides?: readonly string[];
  readonly seed: number;
  /** At most so many samples of each data set, evenly spaced; null for all. */
  readonly samplesPerDataset: number | null;
  /** So many images of each data set are taken between two looks at the intervals, where one asks to stop at the first that decides; 32 where it is absent. */
  readonly batch?: number;
  /** Stages that take one core longer are cut into parts between their samples; none is where it is absent. */
  readonly partMinutes?: number;
  /** How many images go through each network at once; by their size where it is absent. */
  readonly networkBatch?: NetworkBatch;
  /** What stages ask of a cluster, by their kind; `*` is said of all, and added to by a kind's own. */
  readonly resources?: Readonly<Record<string, StageResources>>;
}
