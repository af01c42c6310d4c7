import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import type { Finding, Severity } from '../../../record/finding.ts';
import type { PrintedRecord } from '../../../record/record.ts';
import { type Answer, answering } from '../answer.ts';
import type { Register } from '../program.ts';
import { programVersion } from '../program-version.ts';
import { addScores } from './scores.ts';

/** `latent-sr audit record|scores|export`: printed figures against each other, imported scores in all variants. */
export const registerAudit: Register = (program) => {
  const audit = program.command('audit').description('check printed figures or imported scores');
  audit
    .command('record')
    .description("check the printed figures of a record against each other (default: the workspace's)")
    .argument('[file]', 'a record: JSON of the shape in harness/schemas/record.schema.json')
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['text', 'markdown', 'sarif', 'json'])
        .default('text'),
    )
    .option(
      '--severity <list>',
      'which findings: of inconsistent, suspicious, "not checkable", consistent, or all',
    )
    .option('--claim <id>', 'only findings that decide or bear on this claim')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 3 when there is such a finding or a worse one').choices([
        'inconsistent',
        'suspicious',
        'not checkable',
      ]),
    )
    .option('--json', 'print one JSON document')
    .action(answering(auditFile));
  addScores(audit);
};

interface Flags {
  readonly format: 'text' | 'markdown' | 'sarif' | 'json';
  readonly severity?: string;
  readonly claim?: string;
  readonly failOn?: Severity;
}

async function auditFile(path: string | undefined, flags: Flags, command: Command): Promise<Answer> {
  const [
    { audit },
    { recordVerdicts },
    report,
    { auditSarif },
    { readRecord },
    { severities },
    { workspaceAt },
  ] = await Promise.all([
    import('../../../record/audit/audit.ts'),
    import('../../../record/verdicts.ts'),
    import('../../../record/audit/report.ts'),
    import('../../../record/audit/sarif.ts'),
    import('../../files/paper-record.ts'),
    import('../../../record/finding.ts'),
    import('../../files/workspace.ts'),
  ]);
  const { root, experiments } = workspaceAt(undefined);
  const file = path ?? join(experiments, 'record', 'paper.json');
  const name = path ?? relative(root, file);
  const record = readRecord(file, name);
  if (record.checks.length === 0) throw unchecked(name, record);
  const findings = audit(record);
  const asked = severitiesOf(flags.severity, severities);
  const bears = ({ claim, related }: Finding) =>
    flags.claim === undefined || claim === flags.claim || related.includes(flags.claim);
  const kept = findings.filter(bears);
  if (flags.claim !== undefined && kept.length === 0) throw unborne(flags.claim, findings);
  const shown = kept.filter(({ severity }) => asked?.includes(severity) ?? true);
  // People read what is open; programs get everything unless they ask for less.
  const readable = asked ? shown : kept.filter(({ severity }) => severity !== 'consistent');
  const text = {
    text: () => [report.auditText(record.title, kept, readable), ...leftOut(record)].join('\n\n'),
    markdown: () => report.auditMarkdown(record.title, kept, readable),
    sarif: () =>
      JSON.stringify(
        auditSarif(shown, programVersion(command), {
          path: name.replaceAll('\\', '/'),
          text: readFileSync(file, 'utf8'),
          document: record.document.uri,
        }),
        null,
        2,
      ),
    json: () => JSON.stringify(document(), null, 2),
  };
  const document = () => ({
    record: name,
    document: record.document.uri,
    counts: report.countSeverities(kept),
    verdicts: recordVerdicts(findings, 'npx latent-sr audit record')
      .filter(({ claim }) => flags.claim === undefined || claim === flags.claim)
      .map(({ claim, outcome, reason }) => ({ claim, outcome, reason })),
    findings: shown,
    notUnderstood: record.notUnderstood ?? [],
  });
  const gate = flags.failOn === undefined ? [] : severities.slice(0, severities.indexOf(flags.failOn) + 1);
  const failed = kept.some(({ severity }) => gate.includes(severity));
  return { document: document(), text: text[flags.format](), exitCode: failed ? 3 : 0 };
}

function unborne(claim: string, findings: readonly Finding[]): InputError {
  const claims = findings.flatMap((finding) => [
    ...(finding.claim ? [finding.claim] : []),
    ...finding.related,
  ]);
  return new InputError({
    where: 'latent-sr audit record --claim',
    expected: `a claim that a check bears on: ${[...new Set(claims)].sort().join(', ') || 'the record names none'}`,
    got: JSON.stringify(claim),
    remedy: 'correct the id',
  });
}

/** What is not in the record, so that no check can have seen it. */
function leftOut({ notUnderstood = [] }: PrintedRecord): readonly string[] {
  if (notUnderstood.length === 0) return [];
  const lines = notUnderstood.map(
    ({ line, place, text, reason }) => `  line ${line}, ${place}: ${JSON.stringify(text)}: ${reason}`,
  );
  return [[`Not in the record, since it was not understood: ${notUnderstood.length}`, ...lines].join('\n')];
}

// Nothing checked is no pass.
function unchecked(name: string, { tables, figures }: PrintedRecord): InputError {
  return new InputError({
    where: `${name} /checks`,
    expected: `at least one check of the ${tables.length} tables and ${figures.length} lone figures`,
    got: '0 checks',
    remedy: 'add checks, or let latent-sr record draft those that the tables of the document allow',
  });
}

function severitiesOf(list: string | undefined, known: readonly Severity[]): readonly Severity[] | undefined {
  if (list === undefined) return undefined;
  if (list.trim() === 'all') return known;
  return list.split(',').map((item) => {
    const severity = known.find((one) => one === item.trim().replaceAll('-', ' '));
    if (severity) return severity;
    throw new InputError({
      where: 'latent-sr audit record --severity',
      expected: `some of ${known.join(', ')}, or all`,
      got: JSON.stringify(item),
      remedy: 'separate them by commas',
    });
  });
}
