import type { GoldenValues, GoldenVerdict } from './golden.ts';
import type { Tolerance } from './tolerance.ts';

/** Why golden values were changed, each time. */
export type History = readonly { readonly reason: string; readonly changes: number }[];

/** `golden/<profile>/<experiment>.json`. */
export interface GoldenFile extends GoldenValues {
  readonly profile: string;
  /** Tolerances by the name that they were given. */
  readonly rules?: Readonly<Record<string, Tolerance>>;
  readonly history: History;
}

/** `golden/<profile>/verdicts.json`. */
export interface GoldenVerdictsFile {
  readonly profile: string;
  readonly verdicts: readonly GoldenVerdict[];
  readonly history: History;
}
