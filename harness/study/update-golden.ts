import type { GoldenFile } from '../claims/golden-file.ts';
import { type GoldenChange, updateValues, updateVerdicts } from '../claims/update-golden.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { AbsentGroup } from '../pipeline/plan/experiment.ts';
import type { ExperimentFindings } from '../report/experiment-outcome.ts';
import { conditionsOf } from './conditions.ts';
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
 * @param seeds how many are run where noise is drawn; for each experiment as many as before where it is left out, three
 * where there are none
 * @throws InputError the first fault of a run: one that failed would take its values out
 */
export async function updateGolden(
  ports: Ports,
  selection: Selection,
  reason: string,
  seeds?: number,
): Promise<GoldenUpdate> {
  const prepared = await prepare(ports, selection);
  const { outcomes, verdicts } = await faultless(ports, prepared);
  const profile = prepared.profile.id;
  // Of values that only lack an asset, which stay, there are as many as before.
  const drawing = prepared.plans
    .filter(({ networked, absent }) => networked.length > 0 || absent.some(isUnfetched))
    .map(({ experiment }) => experiment.id);
  const counts = drawing.map((id) => {
    const before = ports.golden.values(profile, id)?.seeds.length ?? 0;
    return { id, count: seeds ?? (before > 1 ? before : usualSeeds) };
  });
  const others = await otherSeeds(ports, selection, prepared.seed, counts);
  const changes: (readonly GoldenChange[])[] = [];
  const files: string[] = [];
  for (const { experiment, statistics, absent } of outcomes) {
    if (statistics.length === 0) continue;
    const known = ports.golden.values(profile, experiment.id);
    const more = others.filter(({ found }) => found.some((each) => each.experiment.id === experiment.id));
    const plan = prepared.plans.find((each) => each.experiment.id === experiment.id)!;
    const { networked } = plan;
    const runs = [
      { statistics, networked, absent },
      ...more.map(({ found }) => ({ statistics: statisticsOf(found, experiment.id), networked })),
    ];
    const { seed, engine, trained } = conditionsOf(prepared, plan);
    const head = {
      profile,
      experiment: experiment.id,
      seeds: [seed, ...more.map((each) => each.seed)],
      engine: networked.length > 0 ? engine : absent.some(isUnfetched) && known ? known.engine : 'none',
      trained,
    };
    const { values, changes: own } = updateValues(known, experiment.id, runs);
    if (own.length === 0 && known && sameHead(known, head)) continue;
    changes.push(own);
    const history = after(known, reason, own);
    const rules = known?.rules && { rules: known.rules };
    files.push(await ports.golden.writeValues({ ...head, ...rules, values, history }));
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

function isUnfetched({ unfetched }: AbsentGroup): boolean {
  return unfetched !== undefined;
}

/** So many seeds are run where noise is drawn and nothing else is said. */
const usualSeeds = 3;

/** Runs of the seeds after the first, each of the experiments that take so many. */
async function otherSeeds(
  ports: Ports,
  selection: Selection,
  first: number,
  counts: readonly { readonly id: string; readonly count: number }[],
) {
  const runs: { readonly seed: number; readonly found: readonly ExperimentFindings[] }[] = [];
  for (let seed = first + 1; counts.some(({ count }) => first + count > seed); seed++) {
    const only = counts.flatMap(({ id, count }) => (first + count > seed ? [id] : []));
    const again = await prepare(ports, { ...selection, only, seed });
    runs.push({ seed, found: (await faultless(ports, again)).outcomes });
  }
  return runs;
}

async function faultless(ports: Ports, prepared: Prepared): Promise<Conducted> {
  const conducted = await conduct(ports, prepared, silent);
  if (conducted.faults.length > 0) throw conducted.faults[0]!;
  return conducted;
}

/** Whether values were taken in the same way. */
function sameHead(a: GoldenFile, b: Pick<GoldenFile, 'seeds' | 'engine' | 'trained'>): boolean {
  return String(a.seeds) === String(b.seeds) && a.engine === b.engine && a.trained === b.trained;
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
