import type { CheckDeclaration } from './check.ts';

/** Where a printed value was read: the paper's text, the release's first README, or what came with version 2. */
export type FigureSource = 'paper' | 'release' | 'v2' | 'other';

/** What a printed number is, which says what values it can take and whether rounding touched it. */
export type FigureKind =
  | 'count'
  | 'decibel'
  | 'similarity'
  | 'distance'
  | 'cosine'
  | 'correlation'
  | 'determination'
  | 'probability'
  | 'percent'
  | 'effect'
  | 'seconds'
  | 'number';

/** A column of a table of printed values. */
export interface Column {
  readonly name: string;
  readonly kind: FigureKind;
  readonly unit?: string;
  /** The source of this column where it differs from its table's. */
  readonly source?: FigureSource;
  /** Why nothing stands in this column, where its values are known to exist but were not recovered. */
  readonly lost?: string;
}

/** A table of printed values. A cell's id is `table/key.../column`. */
export interface PrintedTable {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly source: FigureSource;
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly key: readonly string[];
    /** Line of the document's text, counted from 1. */
    readonly line?: number;
    /** Printed values in the order of the columns that are not lost; null for an empty cell. */
    readonly values: readonly (string | null)[];
    /** What the numbers are, value by value, where the row says it and not the column; null where the column does. */
    readonly kinds?: readonly (FigureKind | null)[];
  }[];
}

/** A printed value that stands alone, or several under one id, as the two ends of a range. */
export interface LoneFigure {
  readonly id: string;
  readonly place: string;
  readonly source: FigureSource;
  readonly kind: FigureKind;
  readonly unit?: string;
  readonly line?: number;
  /** A few words of the document beside the value, to find it by. */
  readonly anchor?: string;
  readonly note?: string;
  readonly printed?: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly lost?: string;
}

/** What stands in a document and was not understood when its tables were read. */
export interface NotUnderstood {
  readonly line: number;
  /** Table, row and column in words. */
  readonly place: string;
  readonly text: string;
  readonly reason: string;
}

/** The printed figures of a document and the checks to run on them. */
export interface PrintedRecord {
  readonly title: string;
  readonly document: {
    readonly uri: string;
    readonly title: string;
    /** Sources other than the document itself, by name. */
    readonly others?: Readonly<Partial<Record<FigureSource, string>>>;
  };
  readonly tables: readonly PrintedTable[];
  readonly figures: readonly LoneFigure[];
  readonly checks: readonly CheckDeclaration[];
  /** What a program that read the document left out, for a person to add. */
  readonly notUnderstood?: readonly NotUnderstood[];
  /** The check of the rule `correlation` whose points give the line that `screen` predicts by: ceiling, SR PSNR. */
  readonly screening?: string;
}
