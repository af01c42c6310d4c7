import type { GoldenFile } from '../claims/golden-file.ts';
import { type GoldenChange, updateValues, updateVerdicts } from '../claims/update-golden.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { ExperimentPlan } from '../pipeline/plan/experiment.ts';
import { inOrder } from '../pipeline/stage.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import { type Conducted, conduct } from './conduct.ts';
import { silent } from './execution.ts';
import type { Ports } from './ports.ts';
import { type Prepared, prepare, type Selection } from './prepare.ts';

/** What became of the golden values. */
export interface GoldenUpdate {
  readonly changes: readonly GoldenChange[];
  /** The files that were written. */
  readonly files: readonly string[];
}

/**
 * Takes a run's values and verdicts as the expected ones, with those of more seeds where noise is drawn.
 * @param reason why they change; it is kept with them
 * @throws InputError the first fault of a run: one that failed would take its values out
 */
export async function updateGolden(
  ports: Ports,
  selection: Selection,
  reason: string,
): Promise<GoldenUpdate> {
  const prepared = await prepare(ports, selection);
  const { outcomes, verdicts } = await faultless(ports, prepared);
  const profile = prepared.profile.id;
  const drawing = prepared.plans.filter(draws).map(({ experiment }) => experiment.id);
  const others =
    drawing.length === 0 ? [] : await otherSeeds(ports, { ...selection, only: drawing }, prepared);
  const changes: (readonly GoldenChange[])[] = [];
  const files: string[] = [];
  for (const { experiment, statistics } of outcomes) {
    if (statistics.length === 0) continue;
    const known = ports.golden.values(profile, experiment.id);
    const more = drawing.includes(experiment.id) ? others : [];
    const runs = [statistics, ...more.map(({ found }) => statisticsOf(found, experiment.id))];
    const seed = more.length > 0 ? [prepared.seed, ...more.map((each) => each.seed)] : prepared.seed;
    const updated = updateValues(known, experiment.id, runs);
    if (updated.changes.length === 0 && String(known?.seed) === String(seed)) continue;
    changes.push(updated.changes);
    const history = after(known, reason, updated.changes);
    const { values } = updated;
    const head = { profile, experiment: experiment.id, seed, ...(known?.rules && { rules: known.rules }) };
    files.push(await ports.golden.writeValues({ ...head, values, history }));
  }
  const known = ports.golden.verdicts(profile);
  const updated = updateVerdicts(known?.verdicts ?? [], verdicts);
  if (updated.changes.length > 0) {
    changes.push(updated.changes);
    const history = after(known, reason, updated.changes);
    files.push(await ports.golden.writeVerdicts({ profile, verdicts: updated.verdicts, history }));
  }
  return { changes: changes.flat(), files };
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

async function otherSeeds(ports: Ports, selection: Selection, { seed: first }: Prepared) {
  const runs: { readonly seed: number; readonly found: readonly ExperimentFindings[] }[] = [];
  for (let seed = first + 1; seed <= first + moreRuns; seed++) {
    const again = await prepare(ports, { ...selection, seed });
    runs.push({ seed, found: (await faultless(ports, again)).outcomes });
  }
  return runs;
}

async function faultless(ports: Ports, prepared: Prepared): Promise<Conducted> {
  const conducted = await conduct(ports, prepared, silent);
  if (conducted.faults.length > 0) throw conducted.faults[0]!;
  return conducted;
}

function statisticsOf(outcomes: readonly ExperimentFindings[], id: string): readonly StatisticResult[] {
  return outcomes.find(({ experiment }) => experiment.id === id)?.statistics ?? [];
}

function after(
  known: Pick<GoldenFile, 'history'> | undefined,
  reason: string,
  changes: readonly GoldenChange[],
): GoldenFile['history'] {
  return [...(known?.history ?? []), { reason, changes: changes.length }];
}
