import type { CriterionResult } from '../../harness/claims/verdict.ts';
import { numbersIn } from '../../harness/numeric/numbers-in.ts';
import { unitAt } from '../../harness/numeric/unit.ts';
import type { StatisticResult } from '../../harness/pipeline/compute-statistics.ts';
import { formatNumber } from '../../harness/report/format-number.ts';
import type { FigureView, TableView } from '../../harness/report/view-model.ts';

/** What a run says, as data or as its report shows it. */
export interface Said {
  readonly verdicts: readonly { readonly claim: string; readonly criteria: readonly CriterionResult[] }[];
  readonly experiments: readonly {
    readonly id: string;
    readonly statistics: readonly StatisticResult[];
    readonly figures?: readonly FigureView[];
    readonly tables?: readonly TableView[];
  }[];
}

interface Place {
  readonly where: string;
  readonly value: number;
  readonly unit: string;
}

/**
 * The places of a run that give one number different units. A number is told by all its digits, so that only
 * those with at least twelve count: 3 and 0.05 may be anything.
 */
export function unitConflicts({ verdicts, experiments }: Said): readonly string[] {
  const statistics = experiments.flatMap(({ id, statistics: own }) =>
    own.flatMap((each) => inResult(id, each)),
  );
  const units = new Set(statistics.map(({ unit }) => unit));
  const shown = [
    ...verdicts.flatMap(({ claim, criteria }) => criteria.flatMap((each) => inCriterion(claim, each))),
    ...experiments.flatMap(({ figures = [] }) => figures.flatMap((figure) => inFigure(figure, units))),
  ];
  const first = new Map<number, Place>();
  const conflicts: string[] = [];
  for (const place of [...statistics, ...shown]) {
    if (String(place.value).replace(/e.*|[^\d]|^[-.0]+/g, '').length < 12) continue;
    const other = first.get(place.value);
    if (!other) first.set(place.value, place);
    else if (other.unit !== place.unit) conflicts.push(`${place.value}: ${told(other)}, ${told(place)}`);
  }
  return [...conflicts, ...experiments.flatMap(tableConflicts)];
}

function told({ where, unit }: Place): string {
  return `${unit} in ${where}`;
}

function inResult(experiment: string, { id, group, result, units }: StatisticResult): readonly Place[] {
  const name = [experiment, id, ...Object.values(group)].join(' ');
  return numbersIn(result).map(([pointer, value]) => ({
    where: name + pointer,
    value,
    unit: unitAt(units, pointer),
  }));
}

function inCriterion(claim: string, { label, group, observed, unit }: CriterionResult): readonly Place[] {
  if (!observed) return [];
  const values = [observed.value, ...(observed.interval ?? [])];
  return values.map((value) => ({ where: `${claim}: ${label} ${group}`, value, unit }));
}

/** The numbers along the axes of a figure, whose titles end with the unit. */
function inFigure({ id, spec }: FigureView, units: ReadonlySet<string>): readonly Place[] {
  const places: Place[] = [];
  const unitOf = (title: string) => [...units].find((unit) => title.endsWith(`(${unit})`)) ?? '1';
  const visit = (node: unknown, rows: readonly Readonly<Record<string, unknown>>[]): void => {
    if (typeof node !== 'object' || node === null) return;
    const { data, field, title } = node as Record<string, unknown>;
    const own = (data as { values?: typeof rows } | undefined)?.values ?? rows;
    if (typeof field === 'string' && typeof title === 'string') {
      for (const row of own) {
        const value = row[field];
        if (typeof value === 'number')
          places.push({ where: `figure ${id}, ${title}`, value, unit: unitOf(title) });
      }
    }
    for (const [key, part] of Object.entries(node)) if (key !== 'data') visit(part, own);
  };
  visit(spec, []);
  return places;
}

/** Rows whose number no statistic of the group has in the unit beside it. */
function tableConflicts({ id, statistics, tables = [] }: Said['experiments'][number]): readonly string[] {
  const known = new Set(
    statistics.flatMap(({ group, result, units }) =>
      numbersIn(result).map(([pointer, value]) => {
        const unit = unitAt(units, pointer);
        return [Object.values(group).join(' '), formatNumber(value), unit === '1' ? '' : unit].join('\n');
      }),
    ),
  );
  return tables.flatMap(({ rows }) =>
    rows.flatMap(([title, group, value, , unit]) =>
      /\d/.test(value!) && !known.has([group, value, unit].join('\n'))
        ? [`${value} in ${unit || '1'} in the table of ${id}, ${title} ${group}`]
        : [],
    ),
  );
}
