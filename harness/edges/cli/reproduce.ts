import { join, relative } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import type { AskedLanes } from '../../study/cost/lanes.ts';
import type { Selection } from '../../study/prepare.ts';
import type { RunDocument } from '../../study/run-document.ts';
import type { StudyRun } from '../../study/run-study.ts';
import type { Workspace } from '../files/workspace.ts';
import { type Answer, answering } from './answer.ts';
import { type ClusterFlags, onCluster, withCluster } from './cluster-options.ts';
import { withEngine } from './engine-options.ts';
import { type GateFiles, withGateFiles, writeGateFiles } from './gate-outputs.ts';
import { interruptible } from './interrupted.ts';
import type { Register } from './program.ts';
import { programVersion } from './program-version.ts';
import { lanesAsked, type RunOptions, selectionOf, withSelection } from './run-options.ts';
import { tell } from './tell.ts';
import { wrapped } from './wrapped.ts';

interface ReproduceOptions extends RunOptions, GateFiles, ClusterFlags {
  readonly out?: string;
  readonly ci?: boolean;
  readonly untilDecided?: boolean;
  readonly json?: boolean;
  readonly realImages?: 'yes' | 'no';
}

/** `latent-sr reproduce`: runs what is selected, writes the run, prints the verdicts. */
export const registerReproduce: Register = (program) => {
  const command = withEngine(
    withSelection(program.command('reproduce').description('run claims and experiments and write a report')),
  )
    .option('--out <folder>', 'where to write the run (default: reports/runs/<profile>)')
    .addOption(
      new Option(
        '--real-images <answer>',
        'the profile that follows, on images of packages: yes fetches them first, no leaves it out (default: it runs where they are there)',
      ).choices(['yes', 'no']),
    )
    .option('--ci', 'gate: no progress, and missing golden values fail')
    .addOption(
      new Option(
        '--until-decided',
        'take images batch by batch, and stop when intervals that hold at every look have decided the claims',
      ).conflicts(['ci']),
    );
  withGateFiles(withCluster(command)).action(answering(reproduce));
};

async function reproduce(options: ReproduceOptions, command: Command): Promise<Answer> {
  if (options.untilDecided) assertAttended(options);
  if (options.dryRun || options.detach) return (await import('./submitted.ts')).submitted(options);
  const { workspace, selection } = selectionOf(options);
  if (options.train) await tellCost(workspace, selection, lanesAsked(options));
  const { profileAfter, askAtTerminal } = await import('./profile-after.ts');
  const attended = process.stdin.isTTY && process.stderr.isTTY && !options.ci && !options.json;
  const after = await profileAfter(workspace, selection.profile, {
    answer: options.realImages,
    inPart: selection.only.length > 0 || options.untilDecided === true,
    ask: attended ? askAtTerminal : undefined,
  });
  const first = await conducted(workspace, selection, options);
  const second =
    after === undefined
      ? undefined
      : await conducted(
          workspace,
          { ...selection, profile: after },
          {
            ...options,
            ...(options.out !== undefined && { out: `${options.out.replace(/[\\/]+$/, '')}-${after}` }),
          },
        );
  const faults = [
    ...first.faults.map(({ message }) => message),
    ...(second && second.exitCode !== 0 ? [`profile ${after}: ended with exit code ${second.exitCode}`] : []),
  ];
  const { ci: strict = false } = options;
  const version = programVersion(command);
  await writeGateFiles(options, { run: first.run, workspace, faults, strict, version });
  const { wantsColour } = await import('./verdict-table.ts');
  const colour = wantsColour();
  const texts = [
    await studyText(first, colour),
    ...(second ? [`Then the profile ${after}:`, await studyText(second, colour)] : []),
  ];
  const exitCode = first.exitCode || (second?.exitCode ?? 0);
  return {
    document: { ...documentOf(first), ...(second && { afterwards: documentOf(second) }), exitCode },
    text: texts.join('\n\n'),
    exitCode,
  };
}

/** @throws InputError where nobody would be there to look, or what will be looked at is not known yet */
function assertAttended({ dryRun, detach }: ClusterFlags): void {
  const flag = detach ? '--detach' : dryRun ? '--dry-run' : undefined;
  if (flag === undefined) return;
  throw new InputError({
    where: '--until-decided',
    expected:
      'a process that stays: what is submitted next depends on what the intervals say after each batch',
    got: flag,
    remedy: 'leave one of the two out; interrupted, the same command goes on from what is stored and queued',
  });
}

async function conducted(
  workspace: Workspace,
  selection: Selection,
  options: ReproduceOptions,
): Promise<StudyRun> {
  const [{ runStudy }, { workspacePorts }, { progressBar }] = await Promise.all([
    import('../../study/run-study.ts'),
    import('../workspace-ports.ts'),
    import('./progress.ts'),
  ]);
  const { out, ci: strict = false, untilDecided = false } = options;
  const bar = await progressBar(strict);
  const interrupt = interruptible(bar.update, workspace.store, (message) => {
    bar.stop();
    tell(message);
  });
  const execute = options.executor === 'slurm' ? await onCluster(workspace, selection) : undefined;
  const study = await runStudy(
    workspacePorts(workspace, { ...lanesAsked(options), out, warn: tell, answers: true, execute }),
    selection,
    {
      progress: interrupt.progress,
      strict,
      published: true,
      untilDecided,
    },
  );
  interrupt.stop();
  bar.stop();
  for (const fault of study.faults) tell(fault.message);
  return study;
}

function documentOf({ run, folder, computed, cached, undone, exitCode }: StudyRun) {
  return { run, folder, computed, cached, undone, exitCode };
}

async function studyText(study: StudyRun, colour: boolean): Promise<string> {
  const { run, caveat, foretelling } = study;
  const { verdictTable } = await import('./verdict-table.ts');
  return [
    verdictTable(run.verdicts, colour),
    ...(caveat === undefined ? [] : wrapped(caveat, '')),
    '',
    ...(foretelling ? [foretelling.title, ...foretelling.lead, ''] : []),
    ...[...new Set(run.experiments.flatMap(({ missing }) => missing))].map((reason) => `left out: ${reason}`),
    run.untilDecided ? savedText(run.untilDecided) : goldenText(run.golden),
    stagesText(study),
  ].join('\n');
}

/** What a run takes that trains: told before it begins. */
async function tellCost(workspace: Workspace, selection: Selection, lanes: AskedLanes): Promise<void> {
  const [{ planStudy }, { workspacePorts }, { thisMachine }, { costLines }] = await Promise.all([
    import('../../study/plan.ts'),
    import('../workspace-ports.ts'),
    import('../this-machine.ts'),
    import('./cost-text.ts'),
  ]);
  const ports = workspacePorts(workspace, { warn: () => {} });
  const { plan } = await planStudy(ports, selection, { lanes, machine: thisMachine(), nodes: 1 });
  tell(
    [...costLines({ ...plan.cost, claims: [] }), 'it resumes where it is interrupted (Ctrl-C)'].join('\n'),
  );
}

function savedText({ taken, saved }: NonNullable<RunDocument['untilDecided']>): string {
  const effort = ({ stages, calls, hours }: typeof taken) =>
    `${stages} stages, ${calls.toLocaleString('en-US')} calls of denoisers, about ${hours < 1 ? `${Math.ceil(60 * hours)} min` : `${Math.round(hours)} h`} of one process`;
  return [
    'until decided: means of subjects, whose intervals hold at every look (subjects alike and independent, in no order that tells of their scores)',
    `  taken: ${effort(taken)}`,
    `  saved: ${effort(saved)}; not compared with golden values, which are of all images`,
  ].join('\n');
}

function goldenText(golden: RunDocument['golden']): string {
  const { compared, repeated, another, unsaid, unfetched, deviations, changed, missing } = golden;
  const lines = [
    `golden: ${compared} values compared, ${deviations.length} outside their tolerance; ${changed.length} verdicts changed`,
    `  held to what the same seed and engine gave: ${repeated}; to what another may give: ${another}${unsaid > 0 ? `; of a seed that was never run, not compared: ${unsaid}` : ''}${unfetched > 0 ? `; of assets that are not here, not compared: ${unfetched}` : ''}`,
    ...deviations.map(
      ({ where, expected, got, tolerance }) =>
        `  ${where}: expected ${expected}, got ${got}; tolerance ${tolerance}`,
    ),
    ...changed.map(
      ({ claim, part, tier, expected, got, worse }) =>
        `  ${claim}${part && ` (${part})`}, ${tier}: ${expected} -> ${got}${worse ? ', for the worse' : ''}`,
    ),
    ...missing.map((what) => `  not compared: ${what}`),
  ];
  return lines.join('\n');
}

function stagesText({ stages, computed, cached, undone, folder, written }: StudyRun): string {
  const failed = undone > 0 ? `, ${undone} failed or need one that did` : '';
  const report = relative(process.cwd(), join(folder!, 'report.html'));
  return `${computed} of ${stages} stages computed, ${cached} cached${failed}; report ${written ? 'written to' : 'unchanged in'} ${report}`;
}
