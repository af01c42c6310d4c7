import type { ExperimentPlan } from '../../pipeline/plan/plan-experiment.ts';
import { inOrder } from '../../pipeline/stage.ts';
import type { StatisticResult } from '../../pipeline/stages/statistics.ts';
import type { ExperimentFindings } from '../../report/experiment-view.ts';
import { type Answer, answering } from './answer.ts';
import { registerGoldenNetworks } from './golden-networks.ts';
import type { Register } from './program.ts';
import { silent } from './progress.ts';
import { type RunOptions, selectionOf, withSelection } from './run/options.ts';

/** `latent-sr golden update`: takes a run's values and verdicts as the expected ones, for a stated reason. */
export const registerGolden: Register = (program) => {
  const golden = program.command('golden').description('the expected values and verdicts');
  withSelection(
    golden.command('update').description('take the values and verdicts of a run as the expected ones'),
  )
    .requiredOption('--reason <text>', 'why they change; it is kept with them')
    .action(answering(update));
  registerGoldenNetworks(golden);
};

async function update(options: RunOptions & { readonly reason: string }): Promise<Answer> {
  const [{ prepare }, { conduct }, files, { updateValues, updateVerdicts }, { InputError }, { relative }] =
    await Promise.all([
      import('./run/prepare.ts'),
      import('./run/conduct.ts'),
      import('../files/golden.ts'),
      import('../../claims/update-golden.ts'),
      import('../../numeric/input-error.ts'),
      import('node:path'),
    ]);
  const reason = options.reason.trim();
  if (reason === '') {
    throw new InputError({
      where: '--reason',
      expected: 'a reason',
      got: 'nothing',
      remedy: 'say why the values change',
    });
  }
  const { workspace, selection } = selectionOf(options);
  const warn = (message: string) => process.stderr.write(`latent-sr: ${message}\n`);
  const prepared = await prepare(workspace, selection);
  const { outcomes, verdicts, faults } = await conduct(workspace, prepared, options.jobs, silent, warn);
  if (faults.length > 0) throw faults[0]!;

  const profile = prepared.profile.id;
  const changes = [];
  const written: string[] = [];
  const drawing = prepared.plans.filter(draws).map(({ experiment }) => experiment.id);
  const others = await otherSeeds(drawing.length > 0 ? moreRuns : 0, prepared.seed, async (seed) => {
    const again = await prepare(workspace, { ...selection, only: drawing, seed });
    const more = await conduct(workspace, again, options.jobs, silent, warn);
    // A run that failed would take its values out of all.
    if (more.faults.length > 0) throw more.faults[0]!;
    return more.outcomes;
  });
  for (const { experiment, statistics } of outcomes) {
    if (statistics.length === 0) continue;
    const known = files.readGoldenValues(workspace, profile, experiment.id);
    const more = drawing.includes(experiment.id) ? others : [];
    const runs = [statistics, ...more.map(({ found }) => statisticsOf(found, experiment.id))];
    const seed = more.length > 0 ? [prepared.seed, ...more.map((each) => each.seed)] : prepared.seed;
    const updated = updateValues(known, experiment.id, runs);
    if (updated.changes.length === 0 && String(known?.seed) === String(seed)) continue;
    changes.push(...updated.changes);
    const history = [...(known?.history ?? []), { reason, changes: updated.changes.length }];
    const file = files.goldenPath(workspace, profile, experiment.id);
    await files.writeGolden(file, 'golden', {
      profile,
      experiment: experiment.id,
      seed,
      values: updated.values,
      history,
    });
    written.push(relative(workspace.root, file));
  }
  const known = files.readGoldenVerdicts(workspace, profile);
  const updated = updateVerdicts(known?.verdicts ?? [], verdicts);
  if (updated.changes.length > 0) {
    changes.push(...updated.changes);
    const history = [...(known?.history ?? []), { reason, changes: updated.changes.length }];
    const file = files.goldenPath(workspace, profile, 'verdicts');
    await files.writeGolden(file, 'golden-verdicts', { profile, verdicts: updated.verdicts, history });
    written.push(relative(workspace.root, file));
  }
  const lines = changes.map(({ where, from, to }) => `${where}: ${from ?? '(none)'} -> ${to ?? '(none)'}`);
  return {
    document: { reason, files: written, changes },
    text: [...lines, `${changes.length} values changed in ${written.length} files`].join('\n'),
  };
}

/** So many seeds are run beside the first, where noise is drawn. */
const moreRuns = 2;

const drawingKinds = [
  'sample',
  'reconstruct',
  'restore-network',
  'restore-trained',
  'measure-lpips',
  'measure-frechet',
];

/** Whether an experiment's results depend on drawn noise or on a network's arithmetic. */
function draws(plan: ExperimentPlan): boolean {
  const kinds = new Set(inOrder(plan.measures).map(({ kind }) => kind));
  return drawingKinds.some((kind) => kinds.has(kind));
}

async function otherSeeds<T>(count: number, first: number, run: (seed: number) => Promise<T>) {
  const runs: { readonly seed: number; readonly found: T }[] = [];
  for (let seed = first + 1; seed <= first + count; seed++) runs.push({ seed, found: await run(seed) });
  return runs;
}

function statisticsOf(outcomes: readonly ExperimentFindings[], id: string): readonly StatisticResult[] {
  return outcomes.find(({ experiment }) => experiment.id === id)?.statistics ?? [];
}
