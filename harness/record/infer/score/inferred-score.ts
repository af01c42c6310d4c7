import type { ChanceFits } from './chance.ts';
import type { Convention } from './convention.ts';

/** A convention that was searched, with the number that it gives of these images. */
export interface ScoreVariant {
  /** The levels in which it departs from the described convention. */
  readonly departures: Convention;
  readonly value: number;
  /** Distance from the described convention: about one for each departure. */
  readonly distance: number;
  /** Which of the values that fit it gives, counted from 0 in the order of their nearest conventions. */
  readonly alike: number;
  readonly meaning: string;
}

/** Conventions that could not be taken on these images, and why. */
export interface Untaken {
  readonly why: string;
  readonly conventions: number;
}

/** Which conventions give a printed score. */
export interface InferredScore {
  readonly described: {
    readonly convention: Convention;
    readonly value: number | null;
    readonly matches: boolean;
  };
  readonly describedIsPossible: boolean;
  /** Those that give the printed number, the nearest to the described one first. */
  readonly variants: readonly ScoreVariant[];
  readonly chance: readonly ChanceFits[];
  /**
   * The different values that fit and how many conventions give each: those of one value cannot be told apart on these
   * images, whatever is printed.
   */
  readonly alike: readonly { readonly value: number; readonly conventions: number }[];
  /** Decimals that would tell the values that fit apart; null where there is one, or where 9 would not. */
  readonly decimals: number | null;
  readonly untaken: readonly Untaken[];
  readonly identifiable: boolean;
  readonly conclusion: string;
}
