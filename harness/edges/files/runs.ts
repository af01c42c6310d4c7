import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { decodeRows, type Row } from '../../pipeline/row.ts';
import type { RunDocument } from '../../study/run-document.ts';
import { readJson } from './declarations.ts';
import { unreadable } from './read-bytes.ts';
import { validated } from './schemas.ts';

/** @throws InputError when the folder holds no run. */
export function readRun(folder: string): RunDocument {
  const file = join(folder, 'run.json');
  if (!existsSync(file)) {
    throw new InputError({
      where: folder,
      expected: 'the folder of a finished run',
      got: existsSync(folder) ? 'one without run.json' : 'nothing there',
      remedy: 'correct the path, or make one with latent-sr reproduce',
    });
  }
  return validated<RunDocument>('run', readJson(file, file), file);
}

/**
 * A run of all images, whose statistics are those that the experiments declare.
 * @throws InputError when the folder holds no run, or one that stopped when its claims were decided
 */
export function readWholeRun(folder: string): RunDocument {
  const run = readRun(folder);
  if (!run.untilDecided) return run;
  throw new InputError({
    where: folder,
    expected: 'a run of all images',
    got: 'one that stopped when its claims were decided (--until-decided)',
    remedy: 'run reproduce without it: what was computed is reused',
  });
}

/** Every score of a run, as it was measured. @throws InputError when the folder holds none. */
export function readRunRows(folder: string): readonly Row[] {
  const file = join(folder, 'rows.jsonl');
  try {
    return decodeRows({ 'rows.jsonl': new Uint8Array(readFileSync(file)) });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw unreadable(file, error, 'the rows of a run');
  }
}
