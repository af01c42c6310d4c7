import type { Verdict } from '../claims/verdict.ts';
import { guarding } from '../numeric/guarded.ts';
import { InputError } from '../numeric/input-error.ts';
import type { ExperimentPlan } from '../pipeline/plan/experiment.ts';
import { decodeRows, type Row } from '../pipeline/row.ts';
import type { Stage } from '../pipeline/stage.ts';
import { decodePanel } from '../pipeline/stages/panel.ts';
import { decodeStatistics } from '../pipeline/stages/statistics.ts';
import { decodeFindings } from '../record/audit/stage.ts';
import type { Finding } from '../record/finding.ts';
import type { ExperimentFindings, ExperimentOutcome } from '../report/experiment-outcome.ts';
import type { Foretold } from '../report/foretelling.ts';
import { curvesOf } from './curves.ts';
import type { Execution, Progress } from './execution.ts';
import { foretoldOf } from './foretold.ts';
import { type GoldenComparison, judgeAgainstGolden } from './judge-against-golden.ts';
import type { GoldenFiles, Ports } from './ports.ts';
import type { Prepared } from './prepare.ts';
import { seededVerdicts } from './seeded-verdicts.ts';
import { stagesOf, stagesOfPlan } from './stages.ts';
import { verdictsOf } from './verdicts.ts';

/** What a run found. */
export interface Conducted extends GoldenComparison {
  readonly outcomes: readonly ExperimentFindings[];
  /** The same with what a report shows besides, read when it is asked for. */
  whole(): Promise<readonly ExperimentOutcome[]>;
  /** What another profile foretold of the verdicts. */
  readonly foretold: Foretold | undefined;
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
  readonly stages: readonly Stage[];
  readonly execution: Execution;
  readonly faults: readonly InputError[];
}

/** Computes what is missing, reads the results, judges the claims and compares with the golden values. */
export async function conduct(ports: Ports, prepared: Prepared, progress: Progress): Promise<Conducted> {
  const stages = stagesOf(prepared);
  const execution = await ports.executor.execute(stages, progress);
  const faults: InputError[] = execution.failures.map(({ error }) => {
    if (error instanceof InputError) return error;
    throw error;
  });
  const outcomes: ExperimentFindings[] = [];
  for (const plan of prepared.plans) outcomes.push(await readFindingsOf(plan, ports, execution));

  const guarded = guarding(faults);
  const findings = await readFindings(prepared, ports, execution);
  const judged = verdictsOf(prepared, outcomes, findings, guarded);
  const files = readOnce(ports.golden);
  const golden = judgeAgainstGolden(files, prepared, outcomes, judged, guarded);
  const verdicts = seededVerdicts(judged, prepared, outcomes, files);
  return {
    outcomes,
    async whole() {
      const whole: ExperimentOutcome[] = [];
      for (const [i, plan] of prepared.plans.entries())
        whole.push(await readOutcome(outcomes[i]!, plan, ports));
      return whole;
    },
    foretold: foretoldOf(prepared, outcomes, files),
    findings,
    verdicts,
    ...golden,
    stages,
    execution,
    faults: [...prepared.faults, ...faults],
  };
}

function readOnce(golden: GoldenFiles): GoldenFiles {
  const known = new Map<string, ReturnType<GoldenFiles['values']>>();
  return {
    ...golden,
    values(profile, experiment) {
      const name = JSON.stringify([profile, experiment]);
      const values = known.get(name) ?? golden.values(profile, experiment);
      known.set(name, values);
      return values;
    },
  };
}

async function readFindings(
  { audit }: Prepared,
  { executor }: Ports,
  { failures }: Execution,
): Promise<readonly Finding[]> {
  if (!audit || failures.some(({ stage }) => stage.key === audit.key)) return [];
  return decodeFindings(await executor.result(audit));
}

async function readFindingsOf(
  plan: ExperimentPlan,
  { executor }: Ports,
  execution: Execution,
): Promise<ExperimentFindings> {
  const own = new Set(stagesOfPlan(plan).map(({ key }) => key));
  const failures = execution.failures
    .filter(({ stage }) => own.has(stage.key))
    .map(({ error }) => error.message);
  const { experiment, cells, missing, absent, reach } = plan;
  const readable = failures.length === 0 && plan.statistics;
  const statistics = readable ? decodeStatistics(await executor.result(readable)) : [];
  return { experiment, cells, missing, absent, failures, statistics, reach };
}

async function readOutcome(
  found: ExperimentFindings,
  plan: ExperimentPlan,
  { executor, store }: Ports,
): Promise<ExperimentOutcome> {
  if (found.statistics.length === 0) return { ...found, rows: [], panels: [], curves: [] };
  const rows: (readonly Row[])[] = [];
  for (const stage of plan.measures) rows.push(decodeRows(await executor.result(stage)));
  const panels = [];
  for (const { stage, ...panel } of plan.panels) {
    panels.push({ ...panel, panel: decodePanel(await executor.result(stage)) });
  }
  return { ...found, rows: rows.flat(), panels, curves: await curvesOf(stagesOfPlan(plan), store) };
}
