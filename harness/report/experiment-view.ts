import { type ResultUnits, type Unit, unitAt } from '../numeric/unit.ts';
import type { StatisticResult } from '../pipeline/compute-statistics.ts';
import type { SubgroupMean } from '../statistics/subgroups.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import { figuresOf } from './figure-kinds.ts';
import { formatNumber } from './format-number.ts';
import { panelView } from './panel-view.ts';
import type { ExperimentView, FigureView, TableView } from './view-model.ts';

/** The section of an experiment: tables of its statistics, its figures, its panels. */
export function experimentView(
  outcome: ExperimentOutcome,
  claims: readonly string[],
  replay: string,
): ExperimentView {
  const { experiment, missing, absent, failures } = outcome;
  return {
    id: experiment.id,
    title: experiment.title,
    question: experiment.question,
    claims,
    tables: tablesOf(outcome),
    figures: figureViews(outcome),
    panels: outcome.panels.map(panelView),
    notes: [
      ...[...new Set([...missing, ...absent.map(({ reason }) => reason)])].map(
        (reason) => `Not included: ${reason}`,
      ),
      ...failures.map((reason) => `Failed: ${reason}`),
    ],
    replay,
  };
}

function tablesOf({ experiment, statistics }: ExperimentOutcome): readonly TableView[] {
  if (statistics.length === 0) return [];
  return [
    {
      id: `${experiment.id}-statistics`,
      caption: `Statistics; intervals are 95 % intervals by the procedure named. n counts ${countedBy(statistics)}, subjects the independent ones among them.`,
      columns: [
        { title: 'Statistic', numeric: false },
        { title: 'Group', numeric: false },
        { title: 'Value', numeric: true },
        { title: 'Interval', numeric: true },
        { title: 'Unit', numeric: false },
        { title: 'n', numeric: true },
        { title: 'Subjects', numeric: true },
        { title: 'Procedure', numeric: false },
      ],
      rows: statistics.flatMap(statisticRows),
    },
  ];
}

function countedBy(statistics: readonly StatisticResult[]): string {
  return [...new Set(statistics.map(({ counts = 'images' }) => counts))].join(' or ');
}

/** A row for a result with a mean or slope; further numbers of a fit in rows of their own. */
function statisticRows(statistic: StatisticResult): readonly (readonly string[])[] {
  const { title, group, n, subjects, procedure } = statistic;
  return headlines(statistic).map(({ name, value, interval, unit }) => [
    name === '' ? title : `${title}: ${name}`,
    Object.values(group).join(' '),
    formatNumber(value),
    interval ? `${formatNumber(interval[0])} to ${formatNumber(interval[1])}` : '',
    unit === '1' ? '' : unit,
    String(n),
    String(subjects),
    procedure,
  ]);
}

interface Headline {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly interval?: readonly [number, number];
}

function headlines({ result, units }: StatisticResult): readonly Headline[] {
  if (typeof result['mean'] === 'number') {
    const interval = result['ci95'] as readonly [number, number] | undefined;
    return [{ name: '', value: result['mean'], unit: unitAt(units, '/mean'), ...(interval && { interval }) }];
  }
  return Object.entries(result).flatMap(([name, entry]): Headline[] => {
    if (Array.isArray(entry) && name === 'groups')
      return entry.flatMap((group) => groupHeadline(group, units));
    if (typeof entry === 'number') return [{ name, value: entry, unit: unitAt(units, `/${name}`) }];
    const { value, ci95 } = (entry ?? {}) as { value?: unknown; ci95?: unknown };
    if (typeof value !== 'number') return [];
    const unit = unitAt(units, `/${name}/value`);
    return [
      {
        name,
        value,
        unit,
        ...(Array.isArray(ci95) && { interval: ci95 as [number, number] }),
      },
    ];
  });
}

/** The mean of a group of subjects. */
function groupHeadline(entry: Partial<SubgroupMean>, units: ResultUnits): readonly Headline[] {
  const { group, mean, ci95 } = entry;
  if (group === undefined || mean === undefined) return [];
  return [{ name: group, value: mean, unit: unitAt(units, '/groups/mean'), ...(ci95 && { interval: ci95 }) }];
}

function figureViews(outcome: ExperimentOutcome): readonly FigureView[] {
  if (outcome.statistics.length === 0) return [];
  return outcome.experiment.figures.flatMap((figure) =>
    figuresOf(figure, outcome).map(({ spec, caption, alt, level }) => ({
      id: [outcome.experiment.id, figure.id, level].filter(Boolean).join('-'),
      title: `${figure.title}${level && `, ${level}`}`,
      caption,
      alt,
      spec,
    })),
  );
}
