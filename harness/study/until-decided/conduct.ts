import { applyCheck } from '../../claims/apply-check.ts';
import { judge, type ReplayOf } from '../../claims/judge.ts';
import type { Outcome, Tier, Verdict } from '../../claims/verdict.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { AbsentGroup } from '../../pipeline/plan/experiment.ts';
import { decodeRows, type Row } from '../../pipeline/row.ts';
import { inOrder, type Stage } from '../../pipeline/stage.ts';
import type { ExperimentFindings, ExperimentOutcome } from '../../report/experiment-outcome.ts';
import type { Conducted } from '../conduct.ts';
import { evidenceOf } from '../evidence.ts';
import type { Execution, Progress } from '../execution.ts';
import type { Ports } from '../ports.ts';
import type { Prepared } from '../prepare.ts';
import { commandFor } from '../replay.ts';
import { type AskedCriterion, type Followed, type Following, followedIn } from './followed.ts';
import { leastSubjects, lookAt } from './look.ts';
import { type Savings, savingsOf } from './savings.ts';

/** A run that stopped when its intervals had decided, and what that saved. */
export interface StoppedRun extends Conducted {
  readonly untilDecided: Savings;
}

/** A followed mean with what its looks have found. */
interface Watched {
  readonly followed: Followed;
  /** Batches that were taken. */
  taken: number;
  found?: StatisticResult | undefined;
  /** Why it cannot go on. */
  fault?: string;
}

/**
 * Takes the images of each data set batch by batch and looks after each at the intervals of the means that decide claims,
 * which hold at all looks at once; stops taking images for a mean when every comparison that asks it is decided, or the
 * part of the claim that asks it is contradicted already. What is no mean needs all images and stays untestable.
 */
export async function conductUntilDecided(
  ports: Ports,
  prepared: Prepared,
  progress: Progress,
): Promise<StoppedRun> {
  const { claims, plans, profile } = prepared;
  const followings = new Map<string, Following>();
  for (const plan of plans) {
    const batches = prepared.batchesOf(plan.experiment);
    followings.set(plan.experiment.id, followedIn(plan, batches, claims, profile.tier));
  }
  const watched = [...followings.values()].flatMap(({ followed }) =>
    followed.map((one): Watched => ({ followed: one, taken: 0 })),
  );
  const executions: Execution[] = [];
  const rows = new Map<string, readonly Row[]>();
  const closed = (one: Watched) => isClosed(one, watched, profile.tier);
  for (let look = 0; ; look++) {
    const open = watched.filter((one) => look < one.followed.batches.length && !closed(one));
    if (open.length === 0) break;
    const stages = inOrder(open.flatMap(({ followed }) => followed.batches[look]!));
    const execution = await ports.executor.execute(stages, progress);
    executions.push(execution);
    const undone = new Set(execution.undone.map(({ key }) => key));
    for (const one of open) {
      one.taken = look + 1;
      const lost = one.followed.batches[look]!.find(({ key }) => undone.has(key));
      if (lost) one.fault = `needs stages that failed: ${failureOf(lost, execution)}`;
      else one.found = lookAt(one.followed, await rowsOf(one, rows, ports), isWhole(one));
    }
  }
  return stopped(ports, prepared, followings, watched, joinedExecutions(executions), rows);
}

/** No more images are taken for it: what asks it is decided, or of a part that another comparison contradicts already. */
function isClosed(one: Watched, all: readonly Watched[], tier: Tier): boolean {
  if (one.fault !== undefined) return true;
  const contradicted = (part: string) =>
    all.some((other) =>
      other.followed.asked.some(
        (asked) => asked.part === part && outcomeOf(other, asked, tier) === 'not reproduced',
      ),
    );
  return one.followed.asked.every(
    (asked) => outcomeOf(one, asked, tier) !== 'inconclusive' || contradicted(asked.part),
  );
}

function outcomeOf({ found }: Watched, { part, check, criterion }: AskedCriterion, tier: Tier): Outcome {
  if (!found) return 'inconclusive';
  return applyCheck({ ...check, criteria: [criterion] }, [found], part, tier).outcome;
}

function isWhole({ followed, taken }: Watched): boolean {
  return taken === followed.batches.length;
}

async function rowsOf(
  { followed, taken }: Watched,
  known: Map<string, readonly Row[]>,
  { executor }: Ports,
): Promise<readonly Row[]> {
  const all: (readonly Row[])[] = [];
  for (const stage of new Set(followed.batches.slice(0, taken).flat())) {
    const rows = known.get(stage.key) ?? decodeRows(await executor.result(stage));
    known.set(stage.key, rows);
    all.push(rows);
  }
  return all.flat();
}

function failureOf({ key }: Stage, { failures }: Execution): string {
  return (failures.find(({ stage }) => stage.key === key) ?? failures[0])?.error.message ?? 'an earlier one';
}

function joinedExecutions(all: readonly Execution[]): Execution {
  return {
    seconds: new Map(all.flatMap(({ seconds }) => [...seconds])),
    failures: all.flatMap(({ failures }) => failures),
    undone: all.flatMap(({ undone }) => undone),
  };
}

async function stopped(
  ports: Ports,
  prepared: Prepared,
  followings: ReadonlyMap<string, Following>,
  watched: readonly Watched[],
  execution: Execution,
  rows: ReadonlyMap<string, readonly Row[]>,
): Promise<StoppedRun> {
  const outcomes = prepared.plans.map((plan): ExperimentFindings => {
    const { experiment, cells, missing, absent } = plan;
    const own = watched.filter(({ followed }) => followed.plan === plan);
    return {
      experiment,
      cells,
      missing,
      absent: [...absent, ...followings.get(experiment.id)!.unfollowed, ...own.flatMap(withoutInterval)],
      failures: [],
      statistics: own.flatMap(({ found, fault }) => (found && fault === undefined ? [found] : [])),
      reach: [],
    };
  });
  const measured = new Map<ExperimentFindings['experiment'], readonly Row[]>();
  for (const plan of prepared.plans) {
    const own = watched.filter(({ followed }) => followed.plan === plan);
    const keys = new Set(
      own.flatMap(({ followed, taken }) =>
        followed.batches
          .slice(0, taken)
          .flat()
          .map(({ key }) => key),
      ),
    );
    measured.set(
      plan.experiment,
      [...keys].flatMap((key) => rows.get(key) ?? []),
    );
  }
  const taken = watched.flatMap(({ followed, taken: batches }) => followed.batches.slice(0, batches).flat());
  const all = watched.flatMap(({ followed }) => followed.batches.flat());
  const measuredSpeed = (await ports.speed?.(prepared.engine))?.flops;
  const faults = execution.failures.map(({ error }) => {
    if (error instanceof InputError) return error;
    throw error;
  });
  return {
    outcomes,
    whole: async () =>
      outcomes.map(
        (found): ExperimentOutcome => ({
          ...found,
          rows: measured.get(found.experiment)!,
          panels: [],
          curves: [],
        }),
      ),
    foretold: undefined,
    findings: [],
    verdicts: verdictsOf(prepared, outcomes, watched),
    golden: {
      compared: 0,
      repeated: 0,
      another: 0,
      unsaid: 0,
      unfetched: 0,
      deviations: [],
      power: [],
      changed: [],
    },
    ungolden: [],
    stages: inOrder(taken),
    execution,
    faults: [...prepared.faults, ...faults],
    untilDecided: savingsOf(inOrder(taken), inOrder(all), measuredSpeed),
  };
}

/** A mean whose interval was never looked at, or that failed. */
function withoutInterval(one: Watched): readonly AbsentGroup[] {
  const { followed, found, fault } = one;
  if (found && fault === undefined) return [];
  const few = isWhole(one)
    ? `needs ${leastSubjects} subjects, whose scores vary, before an interval is looked at; run without --until-decided`
    : `needs more images, which were not taken: another comparison decided first`;
  return [{ statistic: followed.statistic.id, group: followed.group, reason: fault ?? few }];
}

function verdictsOf(
  prepared: Prepared,
  outcomes: readonly ExperimentFindings[],
  watched: readonly Watched[],
): readonly Verdict[] {
  const evidence = evidenceOf(prepared, outcomes);
  const { profile, replay } = prepared;
  const replayOf: ReplayOf = (id) => `${commandFor(replay, profile.tier, profile, id)!} --until-decided`;
  return prepared.claims.flatMap((claim) =>
    judge(claim, [profile.tier], evidence, replayOf).map(({ fragility: _, ...verdict }): Verdict => {
      if (verdict.outcome === 'untestable') return verdict;
      const part = claim.parts.length > 1 ? verdict.part : claim.parts[0]!.id;
      const own = watched.filter(({ followed }) =>
        followed.asked.some((asked) => asked.part === `${claim.id} ${part}`),
      );
      const sequential = `after ${imagesOf(own)}, sequential`;
      return { ...verdict, sequential, scope: [sequential, ...verdict.scope] };
    }),
  );
}

/** "32 of 120 images of knee, 64 of 700 of brain"; the most that any of its means took. */
function imagesOf(watched: readonly Watched[]): string {
  const byName = new Map<string, { n: number; images: number }>();
  for (const { followed, found } of watched) {
    if (!found) continue;
    const name = followed.group['dataset'] ?? Object.values(followed.group).join(' ');
    const before = byName.get(name)?.n ?? 0;
    byName.set(name, { n: Math.max(before, found.n), images: followed.images });
  }
  return [...byName]
    .map(([name, { n, images }], i) => `${n} of ${images}${i === 0 ? ' images' : ''}${name && ` of ${name}`}`)
    .join(', ');
}
