import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PrintedRecord } from '../../record/record.ts';
import { resolveRecord } from '../../record/resolve-record.ts';
import { readJson } from './declarations.ts';
import { validated } from './schemas.ts';
import type { Workspace } from './workspace.ts';

/** The record of a paper's printed figures; undefined where a workspace has none. @throws InputError when it is malformed. */
export function readPaperRecord(workspace: Workspace): PrintedRecord | undefined {
  const file = join(workspace.experiments, 'record', 'paper.json');
  return existsSync(file) ? readRecord(file, relative(workspace.root, file)) : undefined;
}

/**
 * The printed figures of a file and the checks to run on them, its loops and names written out.
 * @param where how messages call the file
 * @throws InputError when the file is absent, is not JSON or is no record.
 */
export function readRecord(file: string, where = file): PrintedRecord {
  const { value, placeOf } = resolveRecord(readJson(file, where), where);
  return validated('record', value, where, placeOf);
}
