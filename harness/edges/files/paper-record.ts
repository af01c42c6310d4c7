import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintedRecord } from '../../record/record.ts';
import { readDeclaration, readJson } from './declarations.ts';
import { validated } from './schemas.ts';
import type { Workspace } from './workspace.ts';

/** The record of a paper's printed figures; undefined where a workspace has none. @throws InputError when it is malformed. */
export function readPaperRecord(workspace: Workspace): PrintedRecord | undefined {
  const file = join(workspace.experiments, 'record', 'paper.json');
  return existsSync(file) ? readDeclaration(workspace, file, 'record') : undefined;
}

/**
 * The printed figures of a file and the checks to run on them.
 * @param where how messages call the file
 * @throws InputError when the file is absent, is not JSON or is no record.
 */
export function readRecord(file: string, where = file): PrintedRecord {
  return validated('record', readJson(file, where), where);
}
