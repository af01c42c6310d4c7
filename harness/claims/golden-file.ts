import type { GoldenValues, GoldenVerdict } from './golden.ts';

/** Why golden values were changed, each time. */
export type History = readonly { readonly reason: string; readonly changes: number }[];

/** `golden/<profile>/<experiment>.json`. */
export interface GoldenFile extends GoldenValues {
  readonly profile: string;
  readonly history: History;
}

/** `golden/<profile>/verdicts.json`. */
export interface GoldenVerdictsFile {
  readonly profile: string;
  readonly verdicts: readonly GoldenVerdict[];
  readonly history: History;
}
