import type { Finding, Severity } from '../finding.ts';
import { rules } from '../rules/catalogue.ts';

/** The record whose checks found something. */
export interface AuditedRecord {
  /** Its file, as its repository names it. */
  readonly path: string;
  readonly text: string;
  /** Address of the document that it is the record of. */
  readonly document: string;
}

/**
 * The findings as a SARIF 2.1.0 log. Each is located at the line of the record that declares its check, which is
 * where a code host can show it; where the document prints it is a related location.
 * @param version of the program
 */
export function auditSarif(findings: readonly Finding[], version: string, record: AuditedRecord): object {
  const lines = record.text.split(/\r?\n/);
  const used = rules.filter(({ name }) => findings.some(({ rule }) => rule === name));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'latent-sr audit record',
            version,
            // What is known of the figures stands there; the program has no page of its own.
            informationUri: record.document,
            rules: used.map(({ name, title, description }) => ({
              id: name,
              shortDescription: { text: title },
              fullDescription: { text: description },
              help: { text: description },
            })),
          },
        },
        results: findings.map((finding) => result(finding, record.path, lines)),
      },
    ],
  };
}

// SARIF keeps levels for results of the kind "fail".
const grades: Readonly<Record<Severity, { kind: string; level: string }>> = {
  inconsistent: { kind: 'fail', level: 'error' },
  suspicious: { kind: 'fail', level: 'warning' },
  'not checkable': { kind: 'open', level: 'none' },
  consistent: { kind: 'pass', level: 'none' },
};

function result(finding: Finding, path: string, lines: readonly string[]): object {
  const { id, rule, severity, statement, derivation, resolution, place, claim, related } = finding;
  return {
    ruleId: rule,
    ...grades[severity],
    message: { text: `${statement} ${derivation} To settle it: ${resolution}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: path }, region: declaredAt(id, lines) },
        logicalLocations: [{ fullyQualifiedName: id }],
      },
    ],
    relatedLocations: [
      {
        id: 0,
        message: { text: `${place.label}${place.anchor === undefined ? '' : `: ${place.anchor}`}` },
        physicalLocation: {
          artifactLocation: { uri: place.uri },
          ...(place.line !== undefined && { region: { startLine: place.line, endLine: place.line } }),
        },
      },
    ],
    partialFingerprints: { 'check/v1': id },
    properties: { severity, source: place.source, claims: [...(claim ? [claim] : []), ...related] },
  };
}

/** The line of a check's id, which may be one of a loop (`gain-{dataset}`); the exact one where there is one. */
function declaredAt(id: string, lines: readonly string[]): object {
  const declared = lines.map((line) => /"id"\s*:\s*"([^"]+)"/.exec(line)?.[1]);
  const exact = declared.indexOf(id);
  const looped = declared.findIndex((one) => one?.includes('{') && patternOf(one).test(id));
  const index = Math.max(exact >= 0 ? exact : looped, 0);
  const line = lines[index] ?? '';
  const text = line.trim();
  const startColumn = line.length - line.trimStart().length + 1;
  return {
    startLine: index + 1,
    startColumn,
    endLine: index + 1,
    endColumn: startColumn + Math.max(text.length, 1),
    ...(text.length > 0 && { snippet: { text } }),
  };
}

function patternOf(looped: string): RegExp {
  const parts = looped.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
