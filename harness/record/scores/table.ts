import type { DecimalMark } from './decimal-mark.ts';

/** A table of scores as a file holds it, with what became of every row. */
export interface ScoreTable {
  readonly path: string;
  readonly columns: readonly string[];
  /** The rows of images; summaries at the end of a file are no such rows. */
  readonly rows: readonly ScoreRow[];
  /** What a JSON file states of the list itself in `diffusion_sr`: numbers named `..._mean` and `..._std`. */
  readonly stated: Readonly<Record<string, number>>;
  /** What the file was taken for, in a few words. */
  readonly layout: string;
  /** Rows and lines that are not among the rows, and why. */
  readonly leftOut: readonly LeftOut[];
  /** Which mark numbers have before their decimals, in columns that leave it open. */
  readonly decimal: DecimalMark;
}

/** One image's scores and where they stand, such as `line 7` or `/per_image_metrics/5`. */
export interface ScoreRow {
  readonly place: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** Something that was read and is not used, and why. */
export interface LeftOut {
  /** Line, pointer or column. */
  readonly place: string;
  readonly why: string;
  /** How many rows it stands for; none for columns, single values and remarks. */
  readonly rows?: number;
}
