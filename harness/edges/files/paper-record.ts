import { join } from 'node:path';
import type { PrintedRecord } from '../../record/record.ts';
import { readDeclaration } from './declarations.ts';
import type { Workspace } from './workspace.ts';

/** @throws InputError when the paper's record is absent or malformed. */
export function readPaperRecord(workspace: Workspace): PrintedRecord {
  return readDeclaration(workspace, join(workspace.experiments, 'record', 'paper.json'), 'record');
}
