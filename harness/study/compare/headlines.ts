import { type Unit, unitAt } from '../../numeric/unit.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { ComparedRun } from './runs.ts';

/** The main number of a statistic in two runs. */
export interface HeadlineChange {
  /** Experiment, statistic and group. */
  readonly where: string;
  readonly unit: Unit;
  readonly from: Estimated;
  readonly to: Estimated;
  /** How far apart they are in half-widths of their intervals, both together; null where they have none. */
  readonly apart: number | null;
}

interface Estimated {
  readonly value: number;
  readonly interval?: readonly [number, number];
}

/** The main numbers that differ between two runs, those farthest apart for their intervals first. */
export function headlineChanges(from: ComparedRun, to: ComparedRun): readonly HeadlineChange[] {
  const before = headlinesOf(from);
  return [...headlinesOf(to)]
    .flatMap(([where, { unit, ...now }]) => {
      const was = before.get(where);
      if (!was || was.value === now.value) return [];
      const { unit: _, ...old } = was;
      return [{ where, unit, from: old, to: now, apart: apart(old, now) }];
    })
    .sort((a, b) => (b.apart ?? 0) - (a.apart ?? 0) || (a.where < b.where ? -1 : 1));
}

function apart(a: Estimated, b: Estimated): number | null {
  if (!a.interval || !b.interval) return null;
  const reach = Math.hypot(...[a, b].map(({ interval }) => (interval![1] - interval![0]) / 2));
  return reach > 0 ? Math.abs(a.value - b.value) / reach : null;
}

function headlinesOf({ experiments }: ComparedRun): ReadonlyMap<string, Estimated & { readonly unit: Unit }> {
  return new Map(
    experiments.flatMap(({ id, statistics }) =>
      statistics.flatMap((statistic) => {
        const headline = headlineOf(statistic);
        if (!headline) return [];
        return [[[id, statistic.id, ...Object.values(statistic.group)].join(' '), headline] as const];
      }),
    ),
  );
}

/** The mean or value of a result, with the interval beside it. */
function headlineOf({ result, units }: StatisticResult): (Estimated & { readonly unit: Unit }) | undefined {
  const name = ['mean', 'value'].find((each) => typeof result[each] === 'number');
  if (name === undefined) return undefined;
  const interval = result['ci95'];
  return {
    value: result[name] as number,
    unit: unitAt(units, `/${name}`),
    ...(Array.isArray(interval) && { interval: interval as unknown as readonly [number, number] }),
  };
}
