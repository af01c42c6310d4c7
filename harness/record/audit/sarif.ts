import type { Finding, Severity } from '../finding.ts';
import { rules } from '../rules/catalogue.ts';

/**
 * The findings as a SARIF 2.1.0 log, whose locations are lines of the document's text.
 * @param version of the program
 */
export function auditSarif(findings: readonly Finding[], version: string): object {
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
            rules: used.map(({ name, title }) => ({ id: name, shortDescription: { text: title } })),
          },
        },
        results: findings.map(result),
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

function result(finding: Finding): object {
  const { id, rule, severity, statement, derivation, resolution, place, claim, related } = finding;
  return {
    ruleId: rule,
    ...grades[severity],
    message: { text: `${statement} ${derivation} To settle it: ${resolution}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: place.uri },
          ...(place.line !== undefined && {
            region: {
              startLine: place.line,
              ...(place.anchor !== undefined && { snippet: { text: place.anchor } }),
            },
          }),
        },
        logicalLocations: [{ fullyQualifiedName: place.label }],
      },
    ],
    partialFingerprints: { 'check/v1': id },
    properties: { severity, source: place.source, claims: [...(claim ? [claim] : []), ...related] },
  };
}
