import { asks } from '../claims/asks.ts';
import type { Check, Claim } from '../claims/claim.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Experiment } from '../pipeline/experiment.ts';

/**
 * Where claims name experiments, statistics or levels that nobody declares.
 * @param main the roles of data sets that `*` may stand for
 * @param broken ids of experiments that could not be read, whose statistics are not known
 */
export function faultsOfClaims(
  claims: readonly Claim[],
  experiments: readonly Experiment[],
  main: readonly string[],
  broken: readonly string[] = [],
): readonly InputError[] {
  const ids = [...experiments.map(({ id }) => id), ...broken];
  return claims.flatMap((claim) => {
    const file = `experiments/claims/${claim.id}.json`;
    const own = unknown(claim.experiment, ids, `${file} /experiment`, 'an experiment');
    const parts = claim.parts.flatMap((part) =>
      part.checks.flatMap((check) => {
        const where = `${file} /parts (${part.id})`;
        const experiment = experiments.find(({ id }) => id === check.experiment);
        if (!experiment) return unknown(check.experiment, ids, `${where}/experiment`, 'an experiment');
        return faultsOfCheck(check, experiment, main, where);
      }),
    );
    return [...own, ...parts];
  });
}

function faultsOfCheck(
  { criteria }: Check,
  { id, statistics, cells }: Experiment,
  main: readonly string[],
  where: string,
): readonly InputError[] {
  const known = statistics.map((statistic) => statistic.id);
  const levels = cells.flatMap((block) => Object.values(block).flat().map(idOf));
  return criteria.flatMap(({ statistic, where: limits = {} }) => [
    ...(known.some((one) => asks({ statistic }, one, {}))
      ? []
      : unknown(statistic, known, `${where}/statistic`, `a statistic of ${id}`)),
    ...Object.entries(limits).flatMap(([factor, named]) =>
      named.flatMap((level) =>
        unknown(level, [...levels, ...main], `${where}/where/${factor}`, `a level of ${id}`),
      ),
    ),
  ]);
}

function idOf(level: string | { readonly id: string }): string {
  return typeof level === 'string' ? level : level.id;
}

function unknown(id: string, known: readonly string[], where: string, what: string): readonly InputError[] {
  if (known.includes(id)) return [];
  const expected = `${what} among ${[...new Set(known)].join(', ') || '(none)'}`;
  return [
    new InputError({ where, expected, got: JSON.stringify(id), remedy: 'correct the id, or declare it' }),
  ];
}
