import { join } from 'node:path';
import type { Verdict } from '../../claims/verdict.ts';
import type { StatisticResult } from '../../pipeline/stages/statistics.ts';
import { readJson } from './declarations.ts';
import { validated } from './schemas.ts';

/** The data of a finished run, `run.json`. */
export interface RunDocument {
  readonly profile: string;
  readonly seed: number;
  readonly verdicts: readonly Verdict[];
  readonly experiments: readonly { readonly id: string; readonly statistics: readonly StatisticResult[] }[];
}

/** @throws InputError when the folder holds no run. */
export function readRun(folder: string): RunDocument {
  const file = join(folder, 'run.json');
  return validated<RunDocument>('run', readJson(file, file), file);
}
