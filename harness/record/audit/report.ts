import { type Finding, type Severity, type Stated, severities } from '../finding.ts';
import { showNumber } from '../interval.ts';

/** How many findings of each severity. */
export function countSeverities(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = {
    inconsistent: 0,
    suspicious: 0,
    'not checkable': 0,
    consistent: 0,
  };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** The findings from the worst to the harmless, in their own order within one severity. */
function byWeight(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** The findings as text: the counts, then each finding with its derivation and what would settle it. */
export function auditText(title: string, all: readonly Finding[], shown: readonly Finding[]): string {
  return [`${title}: ${countLine(all)}`, ...byWeight(shown).map(paragraph)].join('\n\n');
}

/** The findings as a Markdown section. */
export function auditMarkdown(title: string, all: readonly Finding[], shown: readonly Finding[]): string {
  const sections = severities.flatMap((severity) => {
    const group = shown.filter((finding) => finding.severity === severity);
    return group.length === 0 ? [] : [`## ${heading(severity)}`, ...group.map(markdownEntry)];
  });
  return [`# ${escaped(title)}`, `${countLine(all)}.`, ...sections].join('\n\n');
}

function countLine(findings: readonly Finding[]): string {
  const counts = countSeverities(findings);
  return `${findings.length} check${findings.length === 1 ? '' : 's'}: ${severities.map((severity) => `${counts[severity]} ${severity}`).join(', ')}`;
}

function paragraph(finding: Finding): string {
  const { severity, id, statement, derivation, resolution } = finding;
  const lines = [
    `${severity.toUpperCase()}  ${id}${bearing(finding)}`,
    `  ${statement}`,
    `  at ${where(finding)}`,
    `  ${derivation}`,
  ];
  return [...lines, ...(severity === 'consistent' ? [] : [`  To settle it: ${resolution}`])].join('\n');
}

function markdownEntry(finding: Finding): string {
  const { id, statement, derivation, resolution, printed, recomputed } = finding;
  const values = (title: string, of: readonly Stated[]) =>
    of.length === 0 ? [] : [`- ${title}: ${escaped(of.map(showStated).join('; '))}`];
  return [
    `### ${escaped(statement)}`,
    '',
    `- Check: \`${id}\`${escaped(bearing(finding))}, ${escaped(where(finding))}`,
    ...values('Printed', printed),
    ...values('Recomputed', recomputed),
    `- Derivation: ${escaped(derivation)}`,
    `- To settle it: ${escaped(resolution)}`,
  ].join('\n');
}

function showStated({ label, printed, low, high }: Stated): string {
  const ends = `[${low === null ? '-inf' : showNumber(low)}, ${high === null ? 'inf' : showNumber(high)}]`;
  return `${label}${printed === undefined ? '' : ` ${printed}`} ${ends}`;
}

function bearing({ claim, related }: Finding): string {
  const named = claim ? [`decides ${claim}`] : [];
  const besides = related.length > 0 ? [`bears on ${related.join(', ')}`] : [];
  return named.length + besides.length > 0 ? ` (${[...named, ...besides].join('; ')})` : '';
}

function where({ place }: Finding): string {
  const line = place.line === undefined ? '' : `, line ${place.line} of the text`;
  return `${place.label} (${place.source})${line}`;
}

function heading(severity: Severity): string {
  return `${severity[0].toUpperCase()}${severity.slice(1)}`;
}

// Text of a user's record must not become markup.
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
