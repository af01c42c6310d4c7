/** A weighted score of one cell; a sum of terms gives one number per sample. */
export interface Term {
  readonly weight: number;
  readonly score: string;
  /** Level ids by factor; a factor with one level, or one that groups, may be left out. */
  readonly cell: Readonly<Record<string, string>>;
}
