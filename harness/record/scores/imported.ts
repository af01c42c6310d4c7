/** Level ids by factor. */
export type Levels = Readonly<Record<string, string>>;

/** What somebody's scores are scores of, in the words of the experiments: `experiments/imported.json`. */
export interface Imported {
  /** The arm that is given first, and the other. */
  readonly first: ImportedArm;
  readonly second: ImportedArm;
  /** Levels of every arm that does not name its own. */
  readonly assumed: Levels;
  /** Data sets by role, each with the names that it has besides. */
  readonly datasets: Readonly<Record<string, readonly string[]>>;
}

interface ImportedArm {
  /** As a reader knows it. */
  readonly name: string;
  readonly levels: Levels;
}
