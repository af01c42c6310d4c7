import { join, relative, resolve } from 'node:path';
import { exitCodeOf } from '../../../claims/gate.ts';
import { encodeRows } from '../../../pipeline/row.ts';
import { buildView } from '../../../report/build-view.ts';
import type { ExperimentOutcome } from '../../../report/experiment-view.ts';
import type { ReportView } from '../../../report/view-model.ts';
import { codeVersion } from '../../files/store/code-version.ts';
import type { Workspace } from '../../files/workspace.ts';
import { templatesVersion } from '../../render/template-files.ts';
import type { Answer } from '../answer.ts';
import type { Conducted } from './conduct.ts';
import type { Prepared } from './prepare.ts';
import { provenanceOf } from './provenance.ts';
import { writeRun } from './run-folder.ts';
import { verdictTable } from './verdict-table.ts';

export interface PublishOptions {
  readonly jobs: number;
  readonly strict: boolean;
  readonly out?: string;
}

/** Writes the run's folder (report, rows, data) and says what there is to say. */
export async function publish(
  workspace: Workspace,
  prepared: Prepared,
  conducted: Conducted,
  { jobs, strict, out }: PublishOptions,
): Promise<Answer> {
  const { verdicts, outcomes, golden, ungolden, execution, faults, stages } = conducted;
  const run = runDocument(prepared, conducted);
  const folder = out === undefined ? join(workspace.runs, runName(prepared)) : resolve(out);
  const viewOf = async (experiments: readonly ExperimentOutcome[]): Promise<ReportView> =>
    buildView({
      profile: prepared.profile,
      paper: paperOf(prepared),
      claims: prepared.claims,
      verdicts,
      experiments,
      findings: conducted.findings,
      golden,
      provenance: await provenanceOf(prepared, conducted, jobs),
    });
  const content = {
    run,
    findings: conducted.findings,
    // What the report shows besides follows from the stages, and how it shows it from the declarations.
    stages: stages.map(({ key }) => key),
    experiments: outcomes.map(({ experiment }) => experiment),
    code: codeVersion(import.meta.url),
    templates: templatesVersion(),
  };
  const written = await writeRun(folder, content, async () => {
    const whole = await conducted.whole();
    return render(run, await viewOf(whole), whole);
  });
  const exitCode = exitCodeOf({ ...golden, faults: faults.length, ungolden: ungolden.length, strict });
  const computed = execution.seconds.size;
  const undone = execution.undone.length;
  const cached = stages.length - computed - undone;
  return {
    document: { run, folder, computed, cached, undone, exitCode },
    text: [
      verdictTable(verdicts),
      '',
      ...[...new Set(outcomes.flatMap(({ missing }) => missing))].map((reason) => `left out: ${reason}`),
      goldenText(golden, ungolden),
      `${computed} of ${stages.length} stages computed, ${cached} cached${undone > 0 ? `, ${undone} failed or need one that did` : ''}; report ${written ? 'written to' : 'unchanged in'} ${relative(process.cwd(), join(folder, 'report.html'))}`,
    ].join('\n'),
    exitCode,
  };
}

function runDocument(prepared: Prepared, { verdicts, outcomes, golden, ungolden }: Conducted) {
  return {
    profile: prepared.profile.id,
    seed: prepared.seed,
    selection: prepared.only,
    verdicts,
    experiments: outcomes.map(({ experiment, statistics, missing, failures }) => ({
      id: experiment.id,
      statistics,
      missing,
      failures,
    })),
    golden: { ...golden, missing: ungolden },
  };
}

function runName({ profile, only, seed }: Prepared): string {
  const parts = [
    profile.id,
    ...(seed === profile.seed ? [] : [`seed-${seed}`]),
    ...(only.length > 0 ? ['only', ...only] : []),
  ];
  return parts.join('-');
}

async function render(
  run: unknown,
  view: ReportView,
  experiments: readonly ExperimentOutcome[],
): Promise<Record<string, string>> {
  const [{ renderHtml }, { renderMarkdown }] = await Promise.all([
    import('../../render/html.ts'),
    import('../../render/markdown.ts'),
  ]);
  const rows = experiments.flatMap((outcome) => outcome.rows);
  return {
    'run.json': `${JSON.stringify(run, null, 2)}\n`,
    'rows.jsonl': new TextDecoder().decode(encodeRows(rows)['rows.jsonl']),
    'provenance.json': `${JSON.stringify(view.provenance, null, 2)}\n`,
    'report.md': await renderMarkdown(view),
    'report.html': await renderHtml(view),
  };
}

function goldenText(
  { compared, deviations, changed }: ReportView['golden'],
  ungolden: readonly string[],
): string {
  const lines = [
    `golden: ${compared} values compared, ${deviations.length} outside their tolerance; ${changed.length} verdicts changed`,
    ...deviations.map(
      ({ where, expected, got, tolerance }) =>
        `  ${where}: expected ${expected}, got ${got}; tolerance ${tolerance}`,
    ),
    ...changed.map(
      ({ claim, part, tier, expected, got, worse }) =>
        `  ${claim}${part && ` (${part})`}, ${tier}: ${expected} -> ${got}${worse ? ', for the worse' : ''}`,
    ),
    ...ungolden.map((missing) => `  not compared: ${missing}`),
  ];
  return lines.join('\n');
}

function paperOf({ record }: Prepared): ReportView['paper'] {
  const { title = 'the paper', uri = '', others = {} } = record?.document ?? {};
  return { title, arxiv: uri, code: others.release ?? '' };
}
