import { asks } from '../../claims/asks.ts';
import type { Check, Claim } from '../../claims/claim.ts';
import type { Tier } from '../../claims/verdict.ts';
import type { ExperimentPlan } from '../../pipeline/plan/experiment.ts';
import type { Stage } from '../../pipeline/stage.ts';
import { valuesBehind } from '../../pipeline/values-behind.ts';

/** What a claim's parts need in one tier. */
export interface ClaimNeeds {
  readonly claim: string;
  readonly parts: readonly PartNeeds[];
}

export interface PartNeeds {
  readonly part: string;
  /** The stages behind the statistics that its check asks. */
  readonly stages: readonly Stage[];
  /** Why it cannot be decided; absent where it can, if on some of the data sets only. */
  readonly lacks?: string;
}

/** What each part of a claim needs, and what it lacks. */
export function claimNeeds(claim: Claim, plans: readonly ExperimentPlan[], tier: Tier): ClaimNeeds {
  return {
    claim: claim.id,
    parts: claim.parts.map(({ id, checks, needs }) => {
      const check = checks.find(({ tiers }) => tiers.includes(tier));
      if (!check) return { part: id, stages: [], lacks: needs ?? `needs a check in the ${tier} tier` };
      const plan = plans.find(({ experiment }) => experiment.id === check.experiment);
      if (!plan) return { part: id, stages: [], lacks: `needs the experiment ${check.experiment}` };
      const lacks = lackOf(check, plan);
      return { part: id, stages: stagesBehind(check, plan), ...(lacks !== undefined && { lacks }) };
    }),
  };
}

function lackOf(
  { criteria }: Pick<Check, 'criteria'>,
  { computed, absent }: ExperimentPlan,
): string | undefined {
  const open = criteria.filter(
    (criterion) => !computed.some(({ statistic, group }) => asks(criterion, statistic, group)),
  );
  const reasons = open.flatMap((criterion) =>
    absent.filter(({ statistic, group }) => asks(criterion, statistic, group)).map(({ reason }) => reason),
  );
  return open.length === 0
    ? undefined
    : [...new Set(reasons)].join('; ') || 'needs statistics that are not declared';
}

function stagesBehind({ criteria }: Pick<Check, 'criteria'>, plan: ExperimentPlan): readonly Stage[] {
  const { experiment, cells, computed, scored } = plan;
  const asked = computed.filter(({ statistic, group }) =>
    criteria.some((criterion) => asks(criterion, statistic, group)),
  );
  const stages = asked.flatMap(({ statistic, group }) => {
    const declared = experiment.statistics.find(({ id }) => id === statistic)!;
    return valuesBehind(declared, group, cells, `experiments/${experiment.id}.json: ${statistic}`).flatMap(
      ({ cell, score }) => scored.get(cell.id)!.behind.get(score.split('/')[0]!) ?? [],
    );
  });
  return [...new Set(stages)];
}
