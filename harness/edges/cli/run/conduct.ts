import { compareGolden, compareVerdicts } from '../../../claims/golden.ts';
import { judge } from '../../../claims/judge.ts';
import type { Tier, Verdict } from '../../../claims/verdict.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { ExperimentPlan } from '../../../pipeline/plan/plan-experiment.ts';
import { decodeRows } from '../../../pipeline/row.ts';
import { inOrder, type Stage } from '../../../pipeline/stage.ts';
import { decodePanel } from '../../../pipeline/stages/panel.ts';
import { decodeStatistics } from '../../../pipeline/stages/statistics.ts';
import { decodeFindings } from '../../../record/audit-stage.ts';
import type { Finding } from '../../../record/finding.ts';
import { recordVerdicts } from '../../../record/verdicts.ts';
import type { ExperimentFindings, ExperimentOutcome } from '../../../report/experiment-view.ts';
import type { GoldenView } from '../../../report/view-model.ts';
import { readOrCompute } from '../../executors/compute-stage.ts';
import { type Execution, execute, type Progress } from '../../executors/local.ts';
import { readGoldenValues, readGoldenVerdicts } from '../../files/golden.ts';
import { Store } from '../../files/store/store.ts';
import type { Workspace } from '../../files/workspace.ts';
import { curvesOf } from './curves.ts';
import { evidenceOf } from './evidence.ts';
import type { Prepared } from './prepare.ts';

/** What a run found. */
export interface Conducted {
  readonly outcomes: readonly ExperimentFindings[];
  /** The same with what a report shows besides, read when it is asked for. */
  whole(): Promise<readonly ExperimentOutcome[]>;
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
  readonly golden: GoldenView;
  /** Experiments and seeds without golden values to compare with. */
  readonly ungolden: readonly string[];
  readonly stages: readonly Stage[];
  readonly execution: Execution;
  readonly faults: readonly InputError[];
}

/** Computes what is missing, reads the results, judges the claims and compares with the golden values. */
export async function conduct(
  workspace: Workspace,
  prepared: Prepared,
  jobs: number,
  progress: Progress,
  warn: (message: string) => void,
): Promise<Conducted> {
  const store = new Store(workspace.store, warn);
  await store.sweep(Date.now());
  const stages = stagesOf(prepared);
  const execution = await execute(stages, store, workspace.store, jobs, progress);
  const faults: InputError[] = execution.failures.map(({ error }) => {
    if (error instanceof InputError) return error;
    throw error;
  });
  const outcomes: ExperimentFindings[] = [];
  for (const plan of prepared.plans) outcomes.push(await readFindingsOf(plan, store, execution));

  const guarded = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
      return otherwise;
    }
  };
  const findings = await readFindings(prepared, store, execution);
  const verdicts = verdictsOf(prepared, outcomes, findings, guarded);
  const golden = goldenOf(workspace, prepared, outcomes, verdicts, guarded);
  return {
    outcomes,
    async whole() {
      const whole: ExperimentOutcome[] = [];
      for (const [i, plan] of prepared.plans.entries())
        whole.push(await readOutcome(outcomes[i]!, plan, store));
      return whole;
    },
    findings,
    verdicts,
    ...golden,
    stages,
    execution,
    faults: [...prepared.faults, ...faults],
  };
}

/** All stages of a run, inputs first. */
export function stagesOf({ plans, audit }: Prepared): readonly Stage[] {
  return inOrder([...(audit ? [audit] : []), ...plans.flatMap(targetsOf)]);
}

async function readFindings(
  { audit }: Prepared,
  store: Store,
  { failures }: Execution,
): Promise<readonly Finding[]> {
  if (!audit || failures.some(({ stage }) => stage.key === audit.key)) return [];
  return decodeFindings(await readOrCompute(audit, store));
}

/** The stages whose results a run reads. */
function targetsOf(plan: ExperimentPlan): readonly Stage[] {
  return [
    ...(plan.statistics ? [plan.statistics] : []),
    ...plan.measures,
    ...plan.panels.map(({ stage }) => stage),
  ];
}

async function readFindingsOf(
  plan: ExperimentPlan,
  store: Store,
  execution: Execution,
): Promise<ExperimentFindings> {
  const own = new Set(inOrder(targetsOf(plan)).map(({ key }) => key));
  const failures = execution.failures
    .filter(({ stage }) => own.has(stage.key))
    .map(({ error }) => error.message);
  const { experiment, cells, missing, absent } = plan;
  const readable = failures.length === 0 && plan.statistics;
  const statistics = readable ? decodeStatistics(await readOrCompute(readable, store)) : [];
  return { experiment, cells, missing, absent, failures, statistics };
}

async function readOutcome(
  found: ExperimentFindings,
  plan: ExperimentPlan,
  store: Store,
): Promise<ExperimentOutcome> {
  if (found.statistics.length === 0) return { ...found, rows: [], panels: [], curves: [] };
  const rows = [];
  for (const stage of plan.measures) rows.push(...decodeRows(await readOrCompute(stage, store)));
  const panels = [];
  for (const { stage, ...panel } of plan.panels) {
    panels.push({ ...panel, panel: decodePanel(await readOrCompute(stage, store)) });
  }
  return { ...found, rows, panels, curves: await curvesOf(inOrder(targetsOf(plan)), store) };
}

type Guarded = <T>(read: () => T, otherwise: T) => T;

function verdictsOf(
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  findings: readonly Finding[],
  guarded: Guarded,
): readonly Verdict[] {
  const tested: readonly Tier[] = ['embedded', 'paper', 'imported'];
  const fromRecord = recordVerdicts(findings, 'npx latent-sr audit record').map((verdict) => ({
    ...verdict,
    replay: `${verdict.replay} --claim ${verdict.claim}`,
  }));
  const evidence = evidenceOf(prepared, outcomes);
  return prepared.claims.flatMap((claim) => {
    const printed = fromRecord.find((verdict) => verdict.claim === claim.id) ?? unprinted(claim.id);
    return [printed, ...guarded(() => judge(claim, tested, evidence), [])];
  });
}

function unprinted(claim: string): Verdict {
  return {
    claim,
    part: '',
    tier: 'record',
    outcome: 'untestable',
    reason: 'needs printed figures that can be checked against each other; none are recoverable',
    experiment: 'audit record',
    criteria: [],
    scope: [],
    replay: 'npx latent-sr audit record',
  };
}

function goldenOf(
  workspace: Workspace,
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  verdicts: readonly Verdict[],
  guarded: Guarded,
): Pick<Conducted, 'golden' | 'ungolden'> {
  const { profile } = prepared;
  const ungolden: string[] = [];
  /** A file that cannot be read is a fault of its own, and not an absent one. */
  const read = <T>(file: () => T | undefined, absent: string): T | undefined =>
    guarded(() => {
      const golden = file();
      if (!golden) ungolden.push(absent);
      return golden;
    }, undefined);
  const deviations: GoldenView['deviations'][number][] = [];
  let compared = 0;
  for (const { experiment, statistics, failures } of outcomes) {
    if (statistics.length === 0 && failures.length === 0) continue;
    const golden = read(
      () => readGoldenValues(workspace, profile.id, experiment.id),
      `${experiment.id} has no golden values in the profile ${profile.id}`,
    );
    if (!golden) continue;
    if (typeof golden.seed === 'number' && golden.seed !== prepared.seed)
      ungolden.push(`${experiment.id}: golden values are of seed ${golden.seed}`);
    else {
      const plan = prepared.plans.find((each) => each.experiment.id === experiment.id)!;
      const retrained = inOrder(targetsOf(plan)).some(({ kind }) => kind.startsWith('train-'));
      const result = compareGolden(golden, statistics, retrained);
      compared += result.compared;
      deviations.push(...result.deviations);
    }
  }
  const expected = read(
    () => readGoldenVerdicts(workspace, profile.id),
    `no golden verdicts in the profile ${profile.id}`,
  );
  const changed = expected ? compareVerdicts(expected.verdicts, verdicts) : [];
  return { golden: { compared, deviations, changed }, ungolden };
}
