import { join } from 'node:path';
import { createStage, type Stage } from '../../pipeline/stage.ts';
import { auditStage } from '../../record/audit-stage.ts';
import type { PrintedRecord } from '../../record/record.ts';
import { readDeclaration } from './declarations.ts';
import { codeVersion } from './store/code-version.ts';
import type { Workspace } from './workspace.ts';

/** @throws InputError when the paper's record is absent or malformed. */
export function readPaperRecord(workspace: Workspace): PrintedRecord {
  return readDeclaration(workspace, join(workspace.experiments, 'record', 'paper.json'), 'record');
}

/** The stage that audits a record. */
export function planAudit(record: PrintedRecord): Stage {
  const stage = {
    kind: auditStage.name,
    label: `audit ${record.title}`,
    params: { record },
    inputs: {},
    work: record.checks.length,
  };
  return createStage(stage, codeVersion(auditStage.code));
}
