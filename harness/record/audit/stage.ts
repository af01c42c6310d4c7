import { type Artifact, createStage, type Stage, type StageKind } from '../../pipeline/stage.ts';
import type { Finding } from '../finding.ts';
import type { PrintedRecord } from '../record.ts';
import { audit } from './audit.ts';

/** Checks a record, given whole as the parameter `record`. */
export const auditStage: StageKind = {
  name: 'audit',
  code: import.meta.url,
  run(params): Artifact {
    const findings = audit(params['record'] as PrintedRecord);
    return { 'findings.json': new TextEncoder().encode(JSON.stringify(findings)) };
  },
};

/** The stage that audits a record. */
export function planAudit(record: PrintedRecord, codeVersion: (module: string) => string): Stage {
  const stage = {
    kind: auditStage.name,
    label: `audit ${record.title}`,
    params: { record },
    inputs: {},
    work: record.checks.length,
  };
  return createStage(stage, codeVersion(auditStage.code));
}

/** The findings of an `audit` stage's artifact. */
export function decodeFindings(artifact: Artifact): readonly Finding[] {
  return JSON.parse(new TextDecoder().decode(artifact['findings.json'])) as Finding[];
}
