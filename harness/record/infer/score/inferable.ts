import type { ChoiceName } from './choices.ts';
import type { Convention } from './convention.ts';
import type { Pair } from './view.ts';

/** What a score of one image is made from: the value itself, or a squared error with what its peak may be. */
export interface Reading {
  /** The score, or the mean squared error. */
  readonly value: number;
  /** How many values the mean is over. */
  readonly count: number;
  /** The extremes of the reference within the border; NaN where no peak asks for them. */
  readonly least: number;
  readonly greatest: number;
}

/** Of the subject's references, before anything was done to them but the scale that is common to all. */
export type Extremes = readonly [number, number];

/** The readings of one image, with its subject. */
export interface Observed extends Reading {
  readonly subject: string;
  readonly extremes: Extremes;
}

/** A metric whose conventions can be searched. */
export interface Inferable {
  readonly name: string;
  readonly unit: 'dB' | '1';
  /** What it leaves open besides what images are and how they are prepared. */
  readonly choices: readonly ChoiceName[];
  /** Names what a convention is read by within its view; conventions of one name need one reading. */
  readingOf(convention: Convention): string;
  /** Departures that are searched together unless the caller says more. */
  readonly departures: number;
  /** How far from the printed number values are counted to see how many would fit by chance. */
  readonly reach: number;
  /** Whether the levels of a convention can go together at all. */
  possible(convention: Convention): boolean;
  /**
   * Readings of a pair as conventions of one view see it, one of each reading, in their order; the message in place of one
   * that cannot be taken.
   */
  read(
    pair: Pair,
    conventions: readonly Convention[],
    extremes: Extremes,
  ): readonly (Reading | string)[] | Promise<readonly (Reading | string)[]>;
  /** The number that a convention makes of the readings of all images. */
  reduce(convention: Convention, observed: readonly Observed[]): number;
}
