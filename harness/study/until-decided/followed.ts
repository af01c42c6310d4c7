import { asks } from '../../claims/asks.ts';
import type { Check, Claim, Criterion } from '../../claims/claim.ts';
import type { Tier } from '../../claims/verdict.ts';
import type { StatisticDeclaration } from '../../pipeline/experiment.ts';
import type { AbsentGroup, ExperimentPlan } from '../../pipeline/plan/experiment.ts';
import type { Stage } from '../../pipeline/stage.ts';
import { valuesBehind } from '../../pipeline/values-behind.ts';

/** A mean that decides a part of a claim, in one group, and what gives its images batch by batch. */
export interface Followed {
  readonly plan: ExperimentPlan;
  readonly statistic: StatisticDeclaration;
  readonly group: Readonly<Record<string, string>>;
  /** The criteria that ask it, each with the part of a claim that it is of. */
  readonly asked: readonly AskedCriterion[];
  /** The stages that give its scores, of each batch that there is. */
  readonly batches: readonly (readonly Stage[])[];
  /** How many images there are in all. */
  readonly images: number;
}

export interface AskedCriterion {
  readonly part: string;
  readonly check: Check;
  readonly criterion: Criterion;
}

/** What the intervals of an experiment are followed of, and what cannot be. */
export interface Following {
  readonly followed: readonly Followed[];
  readonly unfollowed: readonly AbsentGroup[];
}

/** The pointers that the result of a look has. */
const pointers: readonly (string | null)[] = ['/mean', '/value', '/ci95', '/ci90'];

/** The means among what the claims ask of an experiment in a tier. */
export function followedIn(
  plan: ExperimentPlan,
  batches: readonly ExperimentPlan[],
  claims: readonly Claim[],
  tier: Tier,
): Following {
  const asked = claims.flatMap((claim) =>
    claim.parts.flatMap((part) =>
      part.checks
        .filter((check) => check.experiment === plan.experiment.id && check.tiers.includes(tier))
        .flatMap((check) =>
          check.criteria.map((criterion) => ({ part: `${claim.id} ${part.id}`, check, criterion })),
        ),
    ),
  );
  const followed: Followed[] = [];
  const unfollowed: AbsentGroup[] = [];
  for (const { statistic: id, group } of plan.computed) {
    const own = asked.filter(({ criterion }) => asks(criterion, id, group));
    const statistic = plan.experiment.statistics.find((one) => one.id === id)!;
    const reason = own.length === 0 ? 'needs all images: no claim asks it' : reasonAgainst(statistic, own);
    const stages = reason === undefined ? stagesOf(statistic, group, batches) : [];
    if (reason !== undefined || stages.length === 0) {
      unfollowed.push({ statistic: id, group, reason: reason ?? 'needs all images: it has no batches' });
      continue;
    }
    const [value] = valuesBehind(statistic, group, plan.cells, id);
    const images = plan.scored.get(value!.cell.id)!.samples;
    followed.push({ plan, statistic, group, asked: own, batches: stages, images });
  }
  return { followed, unfollowed };
}

/** Why the interval may not be looked at more than once; undefined where it may. */
function reasonAgainst(
  { id, procedure, options, points, independent }: StatisticDeclaration,
  asked: readonly AskedCriterion[],
): string | undefined {
  const other = asked.find(
    ({ criterion: { value, interval } }) => !pointers.includes(value) || !pointers.includes(interval),
  );
  const isMean = points === undefined && independent === undefined && ofMean(procedure, options);
  if (isMean && !other) return undefined;
  const what = isMean ? `${id}${other!.criterion.value}` : `${id} (${procedure})`;
  return `needs all images: ${what} is no mean, whose interval could be looked at after each batch; run without --until-decided`;
}

/** Whether a procedure's value and interval are those of a mean. */
function ofMean(
  procedure: string,
  { statistic = 'mean', quantity = 'mean' }: Record<string, unknown>,
): boolean {
  switch (procedure) {
    case 'bootstrap':
      return statistic === 'mean';
    case 'equivalence':
      return quantity === 'mean';
    case 'clustered':
    case 'summary':
    case 'sequential':
      return true;
    default:
      return false;
  }
}

function stagesOf(
  statistic: StatisticDeclaration,
  group: Followed['group'],
  batches: readonly ExperimentPlan[],
): Followed['batches'] {
  const scoring = ({ scored }: ExperimentPlan, cell: string, score: string): readonly Stage[] => {
    const found = scored.get(cell);
    const behind = found?.behind.get(score.split('/')[0]!);
    if (!found || !behind) return [];
    const own = behind.filter((stage) => found.stages.includes(stage));
    // Plain scores of a cell are taken in one stage, which stands before those with networks of their own.
    return own.length > 0 ? own : found.stages.slice(0, 1);
  };
  const first = batches[0]!;
  const values = valuesBehind(statistic, group, first.cells, statistic.id);
  const all = batches.map((batch) => values.map(({ cell, score }) => scoring(batch, cell.id, score)));
  const whole = all.filter((stages) => stages.every((own) => own.length > 0));
  return whole.map((stages) => [...new Set(stages.flat())]);
}
