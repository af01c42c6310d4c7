import { valueAt } from '../claims/json-pointer.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Experiment, FigureDeclaration } from '../pipeline/experiment.ts';
import type { Row } from '../pipeline/row.ts';
import type { StatisticResult } from '../pipeline/stages/statistics.ts';
import { bars, type FigureSpec, forest, scoreCurve } from './figures/index.ts';

export interface FigureSource {
  readonly experiment: Experiment;
  readonly statistics: readonly StatisticResult[];
  readonly rows: readonly Row[];
}

export interface BuiltFigure {
  readonly spec: FigureSpec;
  /** n, subjects and what the bars are. */
  readonly caption: string;
  readonly alt: string;
}

type Builder = (figure: FigureDeclaration, source: FigureSource) => BuiltFigure;

interface CurveDeclaration {
  readonly score: string;
  readonly factor: string;
  readonly axis: { readonly title: string; readonly unit: string };
  readonly logarithmic: boolean;
  readonly points: readonly { readonly at: number; readonly level: string; readonly statistic: string }[];
}

interface Listed {
  readonly statistic: string;
  readonly label: string;
}

const builders: Readonly<Record<string, Builder>> = {
  'score-curve': curveFigure,
  bars: barFigure,
  forest: forestFigure,
};

/** The figure that a declaration means, by its `kind`. */
export function figureOf(figure: FigureDeclaration, source: FigureSource): BuiltFigure {
  return builders[figure.kind]!(figure, source);
}

/** A score at every level of a factor: the mean with its interval from statistics, single images behind. */
function curveFigure(figure: FigureDeclaration, { experiment, statistics, rows }: FigureSource): BuiltFigure {
  const { score, factor, axis, logarithmic, points } = figure as unknown as CurveDeclaration;
  const position = Object.keys(experiment.cells).indexOf(factor);
  const placed = new Map(points.map(({ level, at }) => [level, at]));
  const found = points.flatMap(({ at, statistic }) =>
    named(statistics, statistic).map((entry) => ({ at, entry, series: seriesOf(entry) })),
  );
  const images = rows
    .filter((row) => row.score === score && Number.isFinite(row.value))
    .flatMap((row) => {
      const levels = row.cell.split('/');
      const at = placed.get(levels[position]!);
      return at === undefined ? [] : [{ factor: at, series: levels[0]!, value: row.value }];
    });
  const { unit } = found[0]!.entry;
  return {
    spec: scoreCurve({
      rows: found.map(({ at, entry, series }) => ({ factor: at, series, ...estimate(entry) })),
      images,
      x: { ...axis, scale: logarithmic ? 'log2' : 'linear' },
      y: { title: score.toUpperCase(), unit },
    }),
    caption: `Points are images, marks their mean, bars its 95 % bootstrap interval; ${countsOf(found.map(({ entry }) => entry))}.`,
    alt: found
      .map(({ at, entry }) => `${axis.title} ${at}: ${estimate(entry).mean.toFixed(2)} ${unit}`)
      .join('; '),
  };
}

function barFigure(figure: FigureDeclaration, { statistics }: FigureSource): BuiltFigure {
  const found = listed(figure, statistics);
  return {
    spec: bars({
      rows: found.map(({ label, entry }) => {
        const { mean, low, high } = estimate(entry);
        return { category: label, series: seriesOf(entry), value: mean, low, high };
      }),
      x: { title: 'Mean', unit: found[0]!.entry.unit },
    }),
    ...describe(found),
  };
}

function forestFigure(figure: FigureDeclaration, { statistics }: FigureSource): BuiltFigure {
  const found = listed(figure, statistics);
  const margin = figure['margin'] as readonly [number, number] | undefined;
  return {
    spec: forest({
      rows: found.map(({ label, entry }) => {
        const { mean, low, high } = estimate(entry);
        return { group: label, series: seriesOf(entry), estimate: mean, low, high };
      }),
      x: { title: 'Mean paired difference', unit: found[0]!.entry.unit },
      ...(margin && { margin }),
    }),
    ...describe(found),
  };
}

function listed(figure: FigureDeclaration, statistics: readonly StatisticResult[]) {
  return (figure['statistics'] as readonly Listed[]).flatMap(({ statistic, label }) =>
    named(statistics, statistic).map((entry) => ({ label, entry })),
  );
}

function describe(found: readonly { label: string; entry: StatisticResult }[]): Omit<BuiltFigure, 'spec'> {
  return {
    caption: `Bars are 95 % bootstrap intervals of the mean; ${countsOf(found.map(({ entry }) => entry))}.`,
    alt: found
      .map(
        ({ label, entry }) =>
          `${label}: ${estimate(entry).mean.toFixed(2)} ${entry.unit} (${seriesOf(entry)})`,
      )
      .join('; '),
  };
}

function named(statistics: readonly StatisticResult[], id: string): readonly StatisticResult[] {
  const found = statistics.filter((statistic) => statistic.id === id);
  if (found.length > 0) return found;
  throw new InputError({
    where: 'figure',
    expected: `a statistic among ${[...new Set(statistics.map((statistic) => statistic.id))].join(', ')}`,
    got: JSON.stringify(id),
    remedy: 'correct the figure or declare the statistic',
  });
}

function estimate({ id, result }: StatisticResult): { mean: number; low: number; high: number } {
  const [mean, low, high] = ['/mean', '/ci95/0', '/ci95/1'].map((pointer) => valueAt(result, pointer));
  if (typeof mean === 'number' && typeof low === 'number' && typeof high === 'number')
    return { mean, low, high };
  throw new InputError({
    where: `figure: statistic ${id}`,
    expected: 'a mean with its 95 % interval',
    got: Object.keys(result).join(', '),
    remedy: 'draw a statistic of the bootstrap or summary procedure',
  });
}

function seriesOf({ group }: StatisticResult): string {
  return Object.values(group).join(' ');
}

function countsOf(statistics: readonly StatisticResult[]): string {
  const counts = new Map(
    statistics.map((statistic) => [
      seriesOf(statistic),
      `${seriesOf(statistic)}: n = ${statistic.n} images of ${statistic.subjects} subject${statistic.subjects === 1 ? '' : 's'}`,
    ]),
  );
  return [...counts.values()].join('; ');
}
