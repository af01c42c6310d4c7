/** What the contrasts of an experiment may name. */
export interface Vocabulary {
  /** Ids of scores; a contrast may add a part: `subbands` allows `subbands/HH1`. */
  readonly scores: readonly string[];
  /** The ids of levels by factor. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** Factors that have levels besides, which `factor=level` may name. */
  readonly open: readonly string[];
}

/** The factors that have a level of this id. */
export function factorsWith(level: string, { levels }: Vocabulary): readonly string[] {
  return Object.keys(levels).filter((factor) => levels[factor]!.includes(level));
}
