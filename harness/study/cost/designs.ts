import { asks } from '../../claims/asks.ts';
import type { Claim, Criterion } from '../../claims/claim.ts';
import { agreedRange, type Comparator } from '../../claims/comparator.ts';
import type { Evidence } from '../../claims/evidence.ts';
import { valueAt } from '../../claims/json-pointer.ts';
import type { Tier } from '../../claims/verdict.ts';
import { normalCdf, normalQuantile } from '../../numeric/normal.ts';
import type { PlannedReach } from '../../pipeline/plan/experiment.ts';

/** How surely fewer images would decide the claims, if effects and spreads are those of an earlier run. */
export interface Designs {
  /** Parts of the images that the plan has, the whole first. */
  readonly shares: readonly number[];
  readonly parts: readonly PartPower[];
}

export interface PartPower {
  readonly claim: string;
  readonly part: string;
  /** For each share, how surely it is decided, either way, as if its intervals were independent. */
  readonly powers: readonly number[];
}

/** What an earlier run has of each experiment, and how many images of each data set the plan has. */
export interface Pilot {
  readonly experiments: readonly { readonly id: string; readonly statistics: readonly Evidence[] }[];
  readonly reach: (experiment: string) => readonly PlannedReach[];
}

const shares = [1, 1 / 2, 1 / 4, 1 / 8] as const;

/**
 * How surely fewer images decide every part of a claim whose criteria are all about intervals that the earlier run has:
 * an interval of n images shrinks with the square root of n, and an estimate lies about the true value as the interval
 * says. Decided is what all criteria agree with, and what one contradicts.
 */
export function designsOf(claims: readonly Claim[], tier: Tier, pilot: Pilot): Designs {
  const parts = claims.flatMap((claim) =>
    claim.parts.flatMap((part) => {
      const check = part.checks.find(({ tiers }) => tiers.includes(tier));
      const experiment = pilot.experiments.find(({ id }) => id === check?.experiment);
      if (!check || !experiment) return [];
      const found = check.criteria.map((criterion) => estimatesOf(criterion, experiment.statistics));
      if (!found.every((estimates) => estimates !== undefined && estimates.length > 0)) return [];
      const reach = pilot.reach(experiment.id);
      const powers = shares.map((share) =>
        decided(found.flat().map((one) => chancesOf(one!, imagesOf(one!, reach), share))),
      );
      return [{ claim: claim.id, part: part.id, powers }];
    }),
  );
  return { shares, parts };
}

interface Estimated {
  readonly value: number;
  /** Of the estimate, with the run's images. */
  readonly standardError: number;
  /** How many standard errors the interval reaches to either side. */
  readonly reach: number;
  readonly images: number;
  readonly group: Evidence['group'];
  readonly comparator: Comparator;
}

/** Undefined where a criterion has no interval to shrink. */
function estimatesOf(
  { statistic, where, value, interval, comparator }: Criterion,
  statistics: readonly Evidence[],
): readonly Estimated[] | undefined {
  if (interval === null) return undefined;
  const z = normalQuantile(interval.endsWith('ci90') ? 0.95 : 0.975);
  const asked = statistics.filter(({ id, group }) => asks({ statistic, ...(where && { where }) }, id, group));
  const all = asked.map(({ result, n, counts, group }) => {
    const at = Number(valueAt(result, value));
    const [low, high] = (valueAt(result, interval) ?? []) as readonly (number | undefined)[];
    const standardError = (Number(high) - Number(low)) / (2 * z);
    return { value: at, standardError, reach: z, images: n, group, comparator, counts };
  });
  const sound = all.every(
    (one) => one.counts === undefined && Number.isFinite(one.value) && Number.isFinite(one.standardError),
  );
  return sound ? all : undefined;
}

function imagesOf({ group, images }: Estimated, reach: readonly PlannedReach[]): number {
  return reach.find(({ role }) => Object.values(group).includes(role))?.images ?? images;
}

/** How surely an interval comes out clear of its bounds, on the side of the claim and on the other. */
interface Chances {
  readonly agrees: number;
  readonly contradicts: number;
}

/** All agree, or one contradicts. */
function decided(all: readonly Chances[]): number {
  const product = (of: (one: Chances) => number) => all.reduce((so, one) => so * of(one), 1);
  return product(({ agrees }) => agrees) + 1 - product(({ contradicts }) => 1 - contradicts);
}

function chancesOf(
  { value, standardError, reach, images, comparator }: Estimated,
  planned: number,
  share: number,
): Chances {
  const error = standardError * Math.sqrt(images / (planned * share));
  const clear = (distance: number) =>
    error === 0 ? Number(distance > 0) : normalCdf(distance / error - reach);
  switch (comparator.kind) {
    case 'above':
      return { agrees: clear(value - comparator.bound), contradicts: clear(comparator.bound - value) };
    case 'below':
      return { agrees: clear(comparator.bound - value), contradicts: clear(value - comparator.bound) };
    case 'within':
    case 'near': {
      const [low, high] = agreedRange(comparator);
      return {
        agrees: Math.max(0, clear(value - low) + clear(high - value) - 1),
        contradicts: clear(low - value) + clear(value - high),
      };
    }
  }
}
