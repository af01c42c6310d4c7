import { encodedRows, type RunRow } from '../pipeline/row.ts';
import type { Stage } from '../pipeline/stage.ts';
import { buildView } from '../report/build-view.ts';
import type { ExperimentOutcome } from '../report/experiment-outcome.ts';
import type { ReportView } from '../report/view-model.ts';
import { codemeta } from './archive/codemeta.ts';
import { type CrateSource, runCrate } from './archive/run-crate.ts';
import { tableFiles } from './archive/table-files.ts';
import type { Conducted } from './conduct.ts';
import type { StageTimes } from './execution.ts';
import type { Ports, StageStore, WrittenRun } from './ports.ts';
import type { Prepared } from './prepare.ts';
import { provenanceOf } from './provenance.ts';
import { commandFor } from './replay.ts';
import type { RunDocument } from './run-document.ts';

/** Writes a run: its data, its rows and its report. */
export function publish(
  ports: Ports,
  prepared: Prepared,
  conducted: Conducted,
  run: RunDocument,
): Promise<WrittenRun> {
  const content = {
    run,
    findings: conducted.findings,
    // What the report shows besides follows from the stages, and how it shows it from the declarations.
    stages: conducted.stages.map(({ key }) => key),
    experiments: conducted.outcomes.map(({ experiment }) => experiment),
    absent: conducted.outcomes.map(({ absent }) => absent),
    digest: prepared.digest,
    foretold: conducted.foretold ?? null,
    code: ports.codeVersion(import.meta.url),
    renderer: ports.report.version(),
  };
  const name = run.untilDecided ? `${runName(prepared)}-until-decided` : runName(prepared);
  return ports.runs.write(name, content, async () => {
    const experiments = await conducted.whole();
    const surroundings = await ports.report.surroundings();
    const provenance = provenanceOf(prepared, conducted, ports.kind, surroundings);
    const view = buildView({
      profile: prepared.profile,
      paper: paperOf(prepared),
      claims: prepared.claims,
      digest: prepared.digest,
      verdicts: conducted.verdicts,
      experiments,
      foretold: conducted.foretold,
      findings: conducted.findings,
      golden: conducted.golden,
      replayOf: (id) => commandFor(prepared.replay, prepared.profile.tier, prepared.profile, id)!,
      provenance,
    });
    const files = {
      'run.json': `${JSON.stringify(run, null, 2)}\n`,
      'rows.jsonl': encodedRows(rowsOf(experiments)),
      'provenance.json': `${JSON.stringify(provenance, null, 2)}\n`,
      ...(await ports.report.render(view)),
      ...tableFiles(view, run),
      'codemeta.json': codemeta(surroundings.software),
    };
    const names = Object.keys(files);
    const { paper } = view;
    const times = await timesOf(conducted.stages, ports.store);
    const crate = runCrate({ prepared, conducted, times, surroundings, paper, files: names });
    return { ...files, 'ro-crate-metadata.json': crate };
  });
}

async function timesOf(stages: readonly Stage[], store: StageStore): Promise<CrateSource['times']> {
  const times = new Map<string, StageTimes>();
  for (const { key } of stages) {
    const found = await store.timesOf(key);
    if (found) times.set(key, found);
  }
  return times;
}

function runName({ profile, only, seed }: Prepared): string {
  const parts = [
    profile.id,
    ...(seed === profile.seed ? [] : [`seed-${seed}`]),
    ...(only.length > 0 ? ['only', ...only] : []),
  ];
  return parts.join('-');
}

function* rowsOf(experiments: readonly ExperimentOutcome[]): Generator<RunRow> {
  for (const { experiment, rows } of experiments)
    for (const row of rows) yield { experiment: experiment.id, ...row };
}

function paperOf({ record }: Prepared): ReportView['paper'] {
  const { title = 'the paper', uri = '', others = {} } = record?.document ?? {};
  return { title, uri, code: others.release ?? '' };
}
