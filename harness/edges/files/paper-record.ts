import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintedRecord } from '../../record/record.ts';
import { readDeclaration } from './declarations.ts';
import type { Workspace } from './workspace.ts';

/** The record of a paper's printed figures; undefined where a workspace has none. @throws InputError when it is malformed. */
export function readPaperRecord(workspace: Workspace): PrintedRecord | undefined {
  const file = join(workspace.experiments, 'record', 'paper.json');
  return existsSync(file) ? readDeclaration(workspace, file, 'record') : undefined;
}
