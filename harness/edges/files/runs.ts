import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../claims/verdict.ts';
import { InputError } from '../../numeric/input-error.ts';
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
  if (!existsSync(file)) {
    throw new InputError({
      where: folder,
      expected: 'the folder of a finished run',
      got: existsSync(folder) ? 'one without run.json' : 'nothing there',
      remedy: "correct the path, or make one with 'npm run reproduce'",
    });
  }
  return validated<RunDocument>('run', readJson(file, file), file);
}
