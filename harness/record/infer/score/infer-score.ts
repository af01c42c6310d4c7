import type { Interval } from '../../interval.ts';
import { chanceFits, type Taken } from './chance.ts';
import { type Convention, departuresOf, distanceBetween } from './convention.ts';
import type { Inferable } from './inferable.ts';
import type { InferredScore, ScoreVariant, Untaken } from './inferred-score.ts';
import { conclude, meaningOf } from './score-words.ts';
import { fits, same } from './values.ts';

/**
 * Which of the searched conventions give a printed score.
 * @param conventions the described one first
 * @param values what each gives, or why it gives nothing
 */
export function inferScore(
  metric: Inferable,
  printed: Interval,
  conventions: readonly Convention[],
  values: readonly (number | string)[],
): InferredScore {
  const [described] = conventions;
  const taken = conventions.flatMap((convention, i) => {
    const value = values[i];
    return typeof value === 'string' ? [] : [{ convention, value }];
  });
  const fitting = taken
    .filter(({ value }) => fits(printed, value))
    .map((one) => ({ ...one, distance: distanceBetween(one.convention, described) }))
    .sort((a, b) => a.distance - b.distance);
  const alike: { value: number; conventions: number }[] = [];
  const variants = fitting.map(({ convention, value, distance }): ScoreVariant => {
    const known = alike.findIndex((group) => same(group.value, value));
    if (known < 0) alike.push({ value, conventions: 1 });
    else alike[known].conventions++;
    const names = departuresOf(convention, described);
    return {
      departures: Object.fromEntries(names.map((name) => [name, convention[name]])),
      value,
      distance,
      alike: known < 0 ? alike.length - 1 : known,
      meaning: meaningOf(convention, described, names),
    };
  });
  const own = typeof values[0] === 'string' ? null : values[0];
  const found = {
    described: { convention: described, value: own, matches: own !== null && fits(printed, own) },
    variants,
    chance: chanceFits(metric, printed, described, taken),
    alike,
    decimals: decimalsApart(alike.map(({ value }) => value)),
    untaken: untakenOf(values),
  };
  return {
    ...found,
    describedIsPossible: found.described.matches,
    identifiable: variants.length === 1,
    conclusion: conclude(metric, found, {
      why: typeof values[0] === 'string' ? values[0] : undefined,
      missed: nearestMiss(printed, taken),
    }),
  };
}

function decimalsApart(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  for (let decimals = 0; decimals <= 9; decimals++) {
    if (new Set(values.map((value) => value.toFixed(decimals))).size === values.length) return decimals;
  }
  return null;
}

function untakenOf(values: readonly (number | string)[]): readonly Untaken[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([why, conventions]) => ({ why, conventions }));
}

/** The value that comes nearest to the printed one. */
function nearestMiss({ low, high }: Interval, taken: readonly Taken[]): Taken | undefined {
  const finite = taken.filter(({ value }) => Number.isFinite(value));
  const away = ({ value }: { value: number }) => Math.abs(value - (low + high) / 2);
  return finite.toSorted((a, b) => away(a) - away(b))[0];
}
