import { scoreCurve } from '../figures/index.ts';
import { formatEstimate } from '../format-number.ts';
import { countsOf } from './counts.ts';
import { intervalText } from './estimate.ts';
import type { Builder, DeclaredAxis } from './figure-source.ts';
import { shownOf, unitOf } from './listed.ts';

interface Options {
  readonly score: string;
  readonly factor: string;
  readonly axis: DeclaredAxis;
  readonly logarithmic: boolean;
  readonly points: readonly { readonly at: number; readonly level: string; readonly statistic: string }[];
}

/** A score at every level of a factor: the mean with its interval from statistics, single images behind. */
export const scoreCurveFigure: Builder<Options> = (figure, source) => {
  const { score, factor, axis, logarithmic, points } = figure;
  const found = points.flatMap(({ at, statistic }) =>
    shownOf([{ statistic, label: String(at) }], source).map((shown) => ({ ...shown, at })),
  );
  if (found.length === 0) return undefined;
  const placed = new Map(points.map(({ level, at }) => [level, at]));
  const levels = new Map(source.cells.map((cell) => [cell.id, cell.levels]));
  const images = source.rows
    .filter((row) => row.score === score && Number.isFinite(row.value))
    .flatMap((row) => {
      const own = levels.get(row.cell)!;
      const at = placed.get(own[factor]!);
      return at === undefined ? [] : [{ factor: at, series: own['dataset']!, value: row.value }];
    });
  const entries = found.map(({ entry }) => entry);
  const unit = unitOf(figure, found);
  return {
    spec: scoreCurve({
      rows: found.map(({ at, entry, value, low, high }) => ({
        factor: at,
        series: Object.values(entry.group).join(' '),
        mean: value,
        low,
        high,
      })),
      images,
      x: { ...axis, scale: logarithmic ? 'log2' : 'linear' },
      y: { title: score.toUpperCase(), unit },
    }),
    caption: `Points are images, marks their mean, bars ${intervalText(entries[0]!)}; ${countsOf(entries, source)}.`,
    alt: found
      .map(({ at, value, low, high, entry: { group } }) => {
        const series = Object.values(group).join(' ');
        return `${axis.title} ${at}: ${formatEstimate({ value, interval: [low, high] }, unit)}${series && ` (${series})`}`;
      })
      .join('; '),
  };
};
