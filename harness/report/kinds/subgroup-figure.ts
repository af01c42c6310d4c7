import { InputError } from '../../numeric/input-error.ts';
import { unitAt } from '../../numeric/unit.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import { groupingLevel } from '../../pipeline/grouping-level.ts';
import type { SubgroupDifference, Subgroups } from '../../statistics/subgroups.ts';
import { forest } from '../figures/index.ts';
import { formatEstimate, formatNumber } from '../format-number.ts';
import { countsOf } from './counts.ts';
import { oneUnitOf } from './estimate.ts';
import type { Builder } from './figure-source.ts';
import { type Listed, named } from './listed.ts';

interface Options {
  readonly statistics: readonly Listed[];
  /** Title of the axis of the numbers. */
  readonly axis?: string;
}

/** Means of subject groups with the interval of each alone, a lane a group; the greatest difference in words. */
export const subgroupFigure: Builder<Options> = (figure, source) => {
  const listed = figure.statistics.flatMap(({ statistic, label }) =>
    named(statistic, source).map((entry) => ({ label, entry, found: resultOf(entry) })),
  );
  if (listed.length === 0) return undefined;
  const several = listed.some(({ label }) => label !== listed[0]!.label);
  const rows = listed.flatMap(({ label, entry: { group }, found }) =>
    found.groups.flatMap(({ group: name, mean, ci95 }) => {
      const { [groupingLevel]: grouping, ...levels } = group;
      const series = [...(several ? [label] : []), ...Object.values(levels)].join(', ');
      const lane = grouping === undefined ? name : `${grouping}: ${name}`;
      return ci95 ? [{ group: lane, series, estimate: mean, low: ci95[0], high: ci95[1] }] : [];
    }),
  );
  if (rows.length === 0) return undefined;
  const units = listed.map(({ entry }) => unitAt(entry.units, '/groups/mean'));
  const unit = oneUnitOf(units, `figure ${figure.id}`);
  const entries = listed.map(({ entry }) => entry);
  const said = listed.map(({ label, entry, found }) => {
    const head = [...(several ? [label] : []), Object.values(entry.group).join(' ')]
      .filter(Boolean)
      .join(', ');
    return `${head && `${head}: `}${greatestText(found, unit)}`;
  });
  return {
    spec: forest({ rows, x: { title: figure.axis ?? 'Mean', unit }, zero: false }),
    caption: `Bars are 95 % cluster-robust intervals of each group alone; intervals and p of differences allow for all of them. ${said.join('; ')}. ${countsOf(entries, source)}.`,
    alt: rows
      .map(({ group, series, estimate, low, high }) => {
        const number = formatEstimate({ value: estimate, interval: [low, high] }, unit);
        return `${group}: ${number}${series && ` (${series})`}`;
      })
      .join('; '),
  };
};

/** @throws InputError for a statistic of another procedure */
function resultOf({ id, procedure, result }: StatisticResult): Subgroups {
  if (procedure === 'subgroups') return result as unknown as Subgroups;
  throw new InputError({
    where: `figure: statistic ${id}`,
    expected: 'a statistic of the procedure subgroups',
    got: procedure,
    remedy: 'draw it as a forest, or bars',
  });
}

function greatestText({ greatest, small }: Subgroups, unit: string): string {
  const few = small.length > 0 ? ` (too few subjects to compare: ${small.join(', ')})` : '';
  return `${greatest ? differenceText(greatest, unit) : 'no two groups are large enough to be compared'}${few}`;
}

function differenceText({ first, second, value, ci95, holm }: SubgroupDifference, unit: string): string {
  const number = formatEstimate({ value, interval: ci95 }, unit);
  return `greatest difference ${first} less ${second} ${number}, p = ${formatNumber(holm)}`;
}
